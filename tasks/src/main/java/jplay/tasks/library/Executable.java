package jplay.tasks.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file in a library, and how it is called: by Ansible's contract for modules that are not Ansible's own Python.
 *
 * @param interpreter what its first line names, or "" for a binary
 */
record Executable(Path file, String name, Style style, String interpreter) {
    private static final int LOOKED_AT = 1 << 20;
    private static final Pattern PYTHON = Pattern.compile(
            "(?m)^\\s*(from|import)\\s+(ansible(\\.module_utils)?|ansible_collections)\\b|<<INCLUDE_ANSIBLE_MODULE_COMMON>>");
    private static final String WINDOWS = "#Requires -Module|# POWERSHELL_COMMON|#AnsibleRequires";

    /** How the arguments come to it. */
    enum Style {
        /** In JSON, in a file. */
        JSON,
        /** As words key=value, in a file. */
        WORDS,
        /** In JSON, in place of a mark in its text. */
        INSIDE,
        /** It takes Ansible's Python to run. */
        PYTHON,
        /** It is for Windows. */
        WINDOWS
    }

    static Executable of(Path file) {
        try {
            String name = String.valueOf(file.getFileName());
            int dot = name.lastIndexOf('.');
            String stem = dot > 0 ? name.substring(0, dot) : name;
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return new Executable(file, stem, style(name, text), interpreter(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Style style(String name, String text) {
        if (isBinary(text)) {
            return Style.JSON;
        }
        if (name.endsWith(".ps1") || Pattern.compile(WINDOWS).matcher(text).find()) {
            return Style.WINDOWS;
        }
        if (text.contains("<<INCLUDE_ANSIBLE_MODULE_JSON_ARGS>>")) {
            return Style.INSIDE;
        }
        if (PYTHON.matcher(text).find()) {
            return Style.PYTHON;
        }
        return text.contains("WANT_JSON") ? Style.JSON : Style.WORDS;
    }

    private static boolean isBinary(String text) {
        return text.substring(0, Math.min(text.length(), LOOKED_AT)).indexOf('\0') >= 0;
    }

    private static String interpreter(String text) {
        return text.startsWith("#!") ? text.lines().findFirst().orElse("").substring(2).strip() : "";
    }

    /** Why it cannot be run, or null where it can. */
    @Nullable String refusal() {
        return switch (style) {
            case PYTHON -> "module '" + name + "' (" + file + ") imports Ansible's own Python, which targets do not have;"
                    + " jplay runs modules that are plain executables: read JSON from the file that is the first argument, print JSON";
            case WINDOWS -> "module '" + name + "' (" + file + ") is for Windows, which jplay does not manage";
            default -> null;
        };
    }
}
