package jplay.runner.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Why a file cannot be used, in words: what Java has for it is often the file's name alone. */
final class Reasons {
    private Reasons() {}

    static String of(IOException e) {
        @Nullable String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return switch (e) {
            case NoSuchFileException missing -> "there is none";
            case AccessDeniedException denied -> "permission denied";
            case CharacterCodingException coding -> "it is not text in UTF-8";
            default -> reason == null ? e.getClass().getSimpleName() : reason;
        };
    }
}
