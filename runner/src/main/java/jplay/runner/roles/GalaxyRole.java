package jplay.runner.roles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jplay.runner.source.Node;
import org.jspecify.annotations.Nullable;

/** A role as Galaxy describes it. */
record GalaxyRole(Node.Dict role) {

    private List<Node.Dict> all() {
        List<Node.Dict> all = new ArrayList<>();
        if (role.get("summary_fields") instanceof Node.Dict fields && fields.get("versions") instanceof Node.Items versions) {
            versions.items().forEach(each -> {
                if (each instanceof Node.Dict dict) {
                    all.add(dict);
                }
            });
        }
        return all;
    }

    List<String> versions() {
        return all().stream().map(each -> text(each, "name")).toList();
    }

    boolean has(String version) {
        return versions().isEmpty() || versions().contains(version);
    }

    /** The highest of its versions, numbers as numbers; its branch where it has none. */
    @Nullable String newest() {
        return versions().stream().max(Comparator.comparing(GalaxyRole::sortable)).orElse(null);
    }

    private static String sortable(String version) {
        StringBuilder key = new StringBuilder();
        for (String part : version.replaceFirst("^v", "").split("[^0-9A-Za-z]+", -1)) {
            key.append(part.matches("\\d{1,9}") ? String.format(java.util.Locale.ROOT, "1%09d", Integer.parseInt(part)) : "0" + part).append('.');
        }
        // A release is above its candidates.
        return version.contains("-") ? key.toString() : key + "1";
    }

    String archive(@Nullable String version) {
        for (Node.Dict each : all()) {
            if (text(each, "name").equals(version) && !text(each, "download_url").isEmpty()) {
                return text(each, "download_url");
            }
        }
        String branch = text(role, "github_branch");
        String at = version != null ? version : branch.isEmpty() ? "master" : branch;
        return "https://github.com/" + text(role, "github_user") + "/" + text(role, "github_repo") + "/archive/" + at + ".tar.gz";
    }

    private static String text(Node.Dict dict, String key) {
        return dict.get(key) instanceof Node.Scalar scalar && scalar.value() != null ? scalar.text() : "";
    }
}
