package jplay.tasks.contract;

/**
 * A file's mode as the user wrote it: octal ({@code 0644}, {@code 644}) or symbolic ({@code u=rw,g=r,o=r}, {@code
 * u+x}), or {@code preserve}, which those modules that copy files turn into the mode of the source.
 *
 * @param text as written
 */
public record FileMode(String text) {

    /**
     * The permission bits (0–07777) that this makes of a present mode.
     *
     * @param present the bits the file has, or those a new one would get
     * @param directory whether {@code X} adds the execute bit
     */
    public int apply(int present, boolean directory) {
        return isOctal() ? Integer.parseInt(text, 8) & 07777 : symbolic(present, directory);
    }

    /** Whether it is the word {@code preserve}. */
    public boolean isPreserve() {
        return text.equals("preserve");
    }

    /** Whether it does not depend on the present mode. */
    public boolean isOctal() {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '7');
    }

    /** Bits as four octal digits, as results show them: {@code 0644}. */
    public static String format(int bits) {
        return String.format("%04o", bits);
    }

    /** Parses, or throws IllegalArgumentException with a message for the user. */
    public static FileMode parse(String text) {
        FileMode mode = new FileMode(text.startsWith("0o") ? text.substring(2) : text);
        if (mode.isPreserve()) {
            return mode;
        }
        if (mode.isOctal() ? text.length() > 6 : !mode.text.matches("([ugoa]*([-+=]([rwxXst]*|[ugo]))+)(,[ugoa]*([-+=]([rwxXst]*|[ugo]))+)*")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no file mode; write it in octal (\"0644\") or symbols (u=rw,g=r,o=r)");
        }
        return mode;
    }

    private int symbolic(int present, boolean directory) {
        int mode = present;
        for (String clause : text.split(",", -1)) {
            int i = 0;
            int who = 0;
            while ("ugoa".indexOf(clause.charAt(i)) >= 0) {
                who |= switch (clause.charAt(i++)) {
                    case 'u' -> 04700;
                    case 'g' -> 02070;
                    case 'o' -> 01007;
                    default -> 07777;
                };
            }
            // Without a "who", the umask holds; 022 is what hosts have.
            int allowed = who == 0 ? ~022 : ~0;
            who = who == 0 ? 07777 : who;
            while (i < clause.length()) {
                char operator = clause.charAt(i++);
                int bits = 0;
                while (i < clause.length() && "+-=".indexOf(clause.charAt(i)) < 0) {
                    bits |= bits(clause.charAt(i++), mode, directory);
                }
                bits &= who & allowed;
                mode = switch (operator) {
                    case '+' -> mode | bits;
                    case '-' -> mode & ~bits;
                    default -> (mode & ~(who & 0777) & ~(who & 07000 & (directory ? 0 : 07000))) | bits;
                };
            }
        }
        return mode;
    }

    private static int bits(char c, int mode, boolean directory) {
        return switch (c) {
            case 'r' -> 0444;
            case 'w' -> 0222;
            case 'x' -> 0111;
            case 'X' -> directory || (mode & 0111) != 0 ? 0111 : 0;
            case 's' -> 06000;
            case 't' -> 01000;
            case 'u' -> spread((mode >> 6) & 7);
            case 'g' -> spread((mode >> 3) & 7);
            default -> spread(mode & 7);
        };
    }

    private static int spread(int three) {
        return three << 6 | three << 3 | three;
    }

    @Override
    public String toString() {
        return text;
    }
}
