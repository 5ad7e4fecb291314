package jplay.runner.connection;

import static jplay.runner.connection.ConnectionException.Kind.BECOME_FAILED;
import static jplay.runner.connection.ConnectionException.Kind.BECOME_PASSWORD_MISSING;
import static jplay.runner.connection.ConnectionException.Kind.BECOME_PASSWORD_WRONG;
import static jplay.runner.connection.ConnectionException.Kind.INTERRUPTED;
import static jplay.runner.connection.ConnectionException.Kind.LOST;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reaches another user: starts sudo or su and answers its question for the password, once and only when it asks, until
 * the shell behind it has printed its mark.
 */
final class BecomeDialogue implements Pipe.Sink {
    private static final long PATIENCE_SECONDS = 60;

    private final String host;
    private final Become become;
    private final Pipe.Sink next;
    private final String nonce = Frame.nonce();
    private final String prompt = "[jplay " + Frame.nonce() + "] ";
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private boolean over;
    private boolean closed;
    private @Nullable Throwable cause;
    private int asked;

    BecomeDialogue(String host, Become become, Pipe.Sink next) {
        this.host = host;
        this.become = become;
        this.next = next;
    }

    Pipe open(Pipe.Opener opener) throws ConnectionException {
        Pipe pipe = opener.open(command(), this);
        boolean reached = false;
        try {
            talk(pipe);
            reached = true;
            return pipe;
        } finally {
            if (!reached) {
                pipe.close();
            }
        }
    }

    private String command() throws ConnectionException {
        String exe = become.exe() == null ? become.method() : become.exe();
        String shell = Frame.becomeShell(nonce);
        // What comes before the mark is the login shell's start-up files; what comes after it is sudo's or su's.
        String say = "printf %s " + Frame.quote(prompt) + "; printf %s " + Frame.quote(prompt) + " >&2; exec ";
        return switch (become.method()) {
            case "sudo" -> "exec " + exe + sudoFlags() + " -u " + Frame.quote(become.user()) + " " + shell;
            case "su" -> say + exe + (become.flags() == null ? "" : " " + become.flags()) + " "
                    + Frame.quote(become.user()) + " -c " + Frame.quote(shell);
            case "doas" -> "exec " + exe + (become.flags() == null ? "" : " " + become.flags()) + " -n -u "
                    + Frame.quote(become.user()) + " " + shell;
            default -> throw new ConnectionException(
                    BECOME_FAILED, host + ": become_method '" + become.method() + "' is not known; use sudo, su or doas");
        };
    }

    private String sudoFlags() {
        String flags = become.flags() == null ? " -H" : " " + become.flags();
        if (become.password() == null) {
            return flags + " -n";
        }
        return flags.replaceAll("(?<=\\s)(-n|--non-interactive)(?=\\s|$)", "") + " -S -p " + Frame.quote(prompt);
    }

    private void talk(Pipe pipe) throws ConnectionException {
        boolean answered = false;
        while (true) {
            switch (await(answered)) {
                case REACHED -> {
                    return;
                }
                case ASKED -> {
                    if (answered) {
                        throw wrongPassword();
                    }
                    answer(pipe);
                    answered = true;
                }
                case CLOSED -> throw ended(pipe, answered);
                case SILENT -> throw new ConnectionException(
                        BECOME_FAILED, host + ": " + become.method() + " said nothing for " + PATIENCE_SECONDS + " s");
            }
        }
    }

    private enum Turn {
        REACHED,
        ASKED,
        CLOSED,
        SILENT
    }

    private Turn await(boolean answered) throws ConnectionException {
        long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        lock.lock();
        try {
            while (true) {
                if (out.indexOf("\036" + nonce) >= 0) {
                    over = true;
                    return Turn.REACHED;
                }
                if (prompts() > (answered ? 1 : 0)) {
                    return Turn.ASKED;
                }
                if (closed) {
                    return Turn.CLOSED;
                }
                if (left <= 0) {
                    return Turn.SILENT;
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException(INTERRUPTED, host + ": interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** How often it asked: sudo prints our prompt; su has its own, in any language, ending in a colon. */
    private int prompts() {
        if (!become.method().equals("su")) {
            int first = err.indexOf(prompt);
            return first < 0 ? 0 : first == err.lastIndexOf(prompt) ? 1 : 2;
        }
        if (asksForWord(after(err)) || asksForWord(after(out))) {
            asked = 1;
        }
        return asked;
    }

    private static boolean asksForWord(String said) {
        return said.endsWith(":") || said.endsWith("\uff1a");
    }

    /** What sudo or su said. */
    private String words() {
        return become.method().equals("su")
                ? (after(err) + "\n" + after(out)).strip()
                : err.toString().replace(prompt, "").strip();
    }

    private String after(StringBuilder text) {
        int at = text.lastIndexOf(prompt);
        return at < 0 ? "" : text.substring(at + prompt.length()).strip();
    }

    private void answer(Pipe pipe) throws ConnectionException {
        Secret password = become.password();
        if (password == null) {
            throw passwordMissing();
        }
        try {
            pipe.send(password.line());
        } catch (IOException e) {
            throw new ConnectionException(LOST, host + ": connection lost: " + e.getMessage(), e);
        }
    }

    private ConnectionException ended(Pipe pipe, boolean answered) {
        lock.lock();
        try {
            if (cause != null) {
                return new ConnectionException(LOST, host + ": connection lost: " + cause.getMessage(), cause);
            }
            String said = words();
            Integer exit = pipe.exit();
            if (exit != null && (exit == 127 || exit == 126)) {
                return new ConnectionException(
                        BECOME_FAILED,
                        host + ": " + become.method() + " cannot be started there (" + lastLine(said)
                                + "): install it or set another become_method");
            }
            if (become.password() == null && said.contains("a password is required")) {
                return passwordMissing();
            }
            if (become.method().equals("doas") && said.contains("Auth")) {
                return new ConnectionException(BECOME_FAILED, host + ": doas wants a password to become " + become.user()
                        + ", and asks for it on a terminal only: let it in without one (permit nopass … in doas.conf), or use sudo or su");
            }
            boolean refused =
                    become.method().equals("su") ? !said.contains("not available") : said.contains("try again");
            if (answered && refused) {
                return wrongPassword();
            }
            return new ConnectionException(
                    BECOME_FAILED,
                    host + ": cannot become " + become.user() + " by " + become.method() + ": "
                            + (said.isEmpty() ? "it ended without a word" : said));
        } finally {
            lock.unlock();
        }
    }

    private ConnectionException wrongPassword() {
        return new ConnectionException(
                BECOME_PASSWORD_WRONG,
                host + ": " + become.method() + " refused the password to become " + become.user()
                        + "; it is asked for by -K, or set by ansible_become_password");
    }

    private ConnectionException passwordMissing() {
        return new ConnectionException(
                BECOME_PASSWORD_MISSING,
                host + ": " + become.method() + " wants a password to become " + become.user()
                        + ": give it with -K (--ask-become-pass) or ansible_become_password");
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @Override
    public void out(byte[] bytes, int offset, int length) {
        take(out, bytes, offset, length);
        next.out(bytes, offset, length);
    }

    @Override
    public void err(byte[] bytes, int offset, int length) {
        take(err, bytes, offset, length);
        next.err(bytes, offset, length);
    }

    private void take(StringBuilder text, byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            if (!over) {
                text.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void closed(@Nullable Throwable why) {
        lock.lock();
        try {
            closed = true;
            cause = cause == null ? why : cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        next.closed(why);
    }
}
