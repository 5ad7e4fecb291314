package jplay.runner.expression;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a scalar has to be written to be read back as itself. */
final class YamlScalar {
    enum Style {
        PLAIN,
        SINGLE,
        DOUBLE
    }

    private static final String BREAKS = "\n\u0085\u2028\u2029";
    private static final Pattern OTHER_TYPE = Pattern.compile("|~|null|Null|NULL|<<|="
            + "|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"
            + "|[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+"
            + "|[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
            + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)"
            + "|\\d{4}-\\d\\d-\\d\\d|\\d{4}-\\d\\d?-\\d\\d?(?:[Tt]|[ \\t]+)\\d\\d?:\\d\\d:\\d\\d(?:\\.\\d*)?"
            + "(?:[ \\t]*(?:Z|[-+]\\d\\d?(?::\\d\\d)?))?");

    private final String text;
    private boolean flowIndicator;
    private boolean blockIndicator;
    private boolean lineBreak;
    private boolean special;
    private boolean breakSpace;
    private boolean spaceBreak;

    private YamlScalar(String text) {
        this.text = text;
        flowIndicator = text.startsWith("---") || text.startsWith("...");
        blockIndicator = flowIndicator;
        for (int i = 0; i < text.length(); i++) {
            indicators(i, text.charAt(i));
            characters(i, text.charAt(i));
        }
    }

    static String plain(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean b -> b.toString();
            case Double d when Double.isNaN(d) -> ".nan";
            case Double d when Double.isInfinite(d) -> d > 0 ? ".inf" : "-.inf";
            case Double d -> {
                String text = Numbers.repr(d);
                yield text.contains(".") ? text : text.replace("e", ".0e");
            }
            default -> Values.str(value);
        };
    }

    static Style style(String text, boolean inFlow, boolean key) {
        YamlScalar s = new YamlScalar(text);
        boolean edge = !text.isEmpty() && (isBlank(text.charAt(0)) || isBlank(text.charAt(text.length() - 1)));
        boolean plain = !edge && !s.breakSpace && !s.spaceBreak && !s.special && !s.lineBreak
                && !(inFlow ? s.flowIndicator || text.isEmpty() : s.blockIndicator);
        if (plain && !OTHER_TYPE.matcher(text).matches()) {
            return Style.PLAIN;
        }
        boolean single = !s.breakSpace && !s.spaceBreak && !s.special && !(key && s.lineBreak);
        return single ? Style.SINGLE : Style.DOUBLE;
    }


    private static boolean isBlank(char c) {
        return c == ' ' || BREAKS.indexOf(c) >= 0;
    }

    private boolean whitespaceAt(int i) {
        return i < 0 || i >= text.length() || "\0 \t\r\n\u0085\u2028\u2029".indexOf(text.charAt(i)) >= 0;
    }

    private void indicators(int i, char c) {
        if (i == 0) {
            boolean both = "#,[]{}&*!|>'\"%@`".indexOf(c) >= 0 || "?:-".indexOf(c) >= 0 && whitespaceAt(1);
            flowIndicator |= both || c == '?' || c == ':';
            blockIndicator |= both;
            return;
        }
        boolean both = c == ':' && whitespaceAt(i + 1) || c == '#' && whitespaceAt(i - 1);
        flowIndicator |= both || ",?[]{}:".indexOf(c) >= 0;
        blockIndicator |= both;
    }

    private void characters(int i, char c) {
        boolean isBreak = BREAKS.indexOf(c) >= 0;
        lineBreak |= isBreak;
        boolean ordinary = c == '\n' || c >= ' ' && c <= '~' || c == '\u0085' || c >= '\u00a0' && c <= '\ufffd' && c != '\ufeff';
        special |= !ordinary;
        boolean afterBreak = i > 0 && BREAKS.indexOf(text.charAt(i - 1)) >= 0;
        boolean afterSpace = i > 0 && text.charAt(i - 1) == ' ';
        breakSpace |= c == ' ' && afterBreak;
        spaceBreak |= isBreak && afterSpace;
    }
}
