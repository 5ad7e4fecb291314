package jplay.tasks.modules.packages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.CommandRead;

/** dnf's command lines. */
record DnfCommand(DnfModule.Params p) {
    private static final Pattern NOTHING = Pattern.compile("(?i)nothing to do|No packages marked for (update|removal)|No match for argument.*removal");

    /** Options that hold for every verb. */
    private List<String> options() {
        List<String> all = new ArrayList<>();
        p.enablerepo().forEach(each -> all.add("--enablerepo=" + each));
        p.disablerepo().forEach(each -> all.add("--disablerepo=" + each));
        if (p.confFile() != null) {
            all.add("--config=" + p.confFile());
        }
        flag(all, p.disableGpgCheck(), "--nogpgcheck");
        flag(all, !p.installroot().equals("/"), "--installroot=" + p.installroot());
        flag(all, p.releasever() != null, "--releasever=" + p.releasever());
        if (!p.exclude().isEmpty()) {
            all.add("--exclude=" + String.join(",", p.exclude()));
        }
        flag(all, p.skipBroken(), "--skip-broken");
        flag(all, p.updateCache(), "--refresh");
        flag(all, p.cacheonly(), "-C");
        flag(all, p.security(), "--security");
        flag(all, p.bugfix(), "--bugfix");
        p.enablePlugin().forEach(each -> all.add("--enableplugin=" + each));
        p.disablePlugin().forEach(each -> all.add("--disableplugin=" + each));
        flag(all, p.disableExcludes() != null, "--disableexcludes=" + p.disableExcludes());
        flag(all, !p.sslverify() || !p.validateCerts(), "--setopt=sslverify=0");
        flag(all, !p.installWeakDeps(), "--setopt=install_weak_deps=0");
        flag(all, p.lockTimeout() == 0, "--setopt=exit_on_lock=1");
        flag(all, p.downloadOnly(), "--downloadonly");
        flag(all, p.downloadDir() != null, "--downloaddir=" + p.downloadDir());
        flag(all, p.allowerasing(), "--allowerasing");
        flag(all, p.nobest(), "--nobest");
        return all;
    }

    private static void flag(List<String> all, boolean wanted, String flag) {
        if (wanted) {
            all.add(flag);
        }
    }

    private String find() {
        String first = p.useBackend().startsWith("yum") && !p.useBackend().equals("yum4") ? "yum" : p.useBackend().equals("dnf5") ? "dnf5" : "dnf";
        return "_jp_dnf=" + first + "\ncommand -v $_jp_dnf >/dev/null || _jp_dnf=yum\n"
                + "command -v $_jp_dnf >/dev/null || { echo 'this host has neither dnf nor yum' >&2; exit 127; }\n";
    }

    /** Shell text that does it. */
    String run(String words) {
        return "LC_ALL=C\nexport LC_ALL\n" + find() + "$_jp_dnf -y " + Shell.quote(options()) + (options().isEmpty() ? "" : " ") + words;
    }

    /** What it would do: dnf asks, and is told no. */
    CommandRead dry(String verb, List<String> names) {
        String words = verb + " " + Shell.quote(names);
        return new CommandRead(
                find() + "$_jp_dnf --assumeno " + Shell.quote(options()) + (options().isEmpty() ? "" : " ") + words, new Read.Subject("dnf", words));
    }

    String verb(boolean allThere) {
        if (p.wanted() != DnfModule.State.LATEST) {
            return "install";
        }
        return allThere || p.updateOnly() || p.names().contains("*") ? "upgrade" : "install";
    }

    /** Those of the names that are there, one a line; groups and the like never are. */
    CommandRead installed(List<String> names) {
        String root = p.installroot().equals("/") ? "" : "--root " + Shell.quote(p.installroot()) + " ";
        return new CommandRead(find() + "for _jp_name in " + Shell.quote(names) + "; do rpm -q " + root
                + "--whatprovides -- \"$_jp_name\" >/dev/null 2>&1 && printf '%s\\n' \"$_jp_name\"; done; :", new Read.Subject("rpms", names.toString()));
    }

    CommandRead list(String what) {
        String format = "'%{name}|%{arch}|%{epoch}|%{release}|%{version}|%{reponame}\\n'";
        String query = switch (what) {
            case "installed" -> "repoquery --installed --qf " + format;
            case "available" -> "repoquery --available --qf " + format;
            case "updates", "upgrades" -> "repoquery --upgrades --qf " + format;
            case "repos", "repositories" -> "repolist --all";
            default -> "repoquery --qf " + format + " " + Shell.quote(what);
        };
        return new CommandRead(find() + "$_jp_dnf -q " + Shell.quote(options()) + " " + query, new Read.Subject("dnf-list", what));
    }

    static List<Map<String, Object>> listed(String what, String text) {
        if (what.startsWith("repo")) {
            return text.lines().skip(1).map(line -> line.split("\\s+")).<Map<String, Object>>map(words -> Map.of(
                    "repoid", words[0], "state", words[words.length - 1])).toList();
        }
        return text.lines().filter(line -> line.contains("|")).map(line -> packaged(Arrays.asList(line.split("\\|", -1)), what)).toList();
    }

    private static Map<String, Object> packaged(List<String> fields, String what) {
        Map<String, Object> one = new LinkedHashMap<>();
        List<String> names = List.of("name", "arch", "epoch", "release", "version", "repo");
        for (int i = 0; i < names.size() && i < fields.size(); i++) {
            one.put(names.get(i), fields.get(i));
        }
        one.put("envra", one.get("epoch") + ":" + one.get("name") + "-" + one.get("version") + "-" + one.get("release") + "." + one.get("arch"));
        one.put("nevra", one.get("envra"));
        one.put("yumstate", what.equals("installed") || "@System".equals(one.get("repo")) ? "installed" : "available");
        return one;
    }

    /** Those of the names in whose place there is a newer version: dnf says what it would downgrade. */
    static List<String> downgraded(String said, List<String> names) {
        List<String> packages = said.lines().dropWhile(line -> !line.startsWith("Downgrading:")).skip(1)
                .takeWhile(line -> line.startsWith(" ")).map(line -> line.strip().replaceFirst("\\s.*", "")).toList();
        return names.stream().filter(name -> packages.stream().anyMatch(each -> name.matches(Pattern.quote(each) + "-\\d.*"))).toList();
    }

    static boolean isNothing(String text) {
        return NOTHING.matcher(text).find() && !text.contains("aborted") && !text.contains("Unable to find a match");
    }

    static String problem(Output said) {
        String text = said.err().isBlank() ? said.out() : said.err();
        String missing = text.lines().filter(line -> line.startsWith("No match for argument: ")).map(line -> line.substring(23)).findFirst().orElse("");
        return missing.isEmpty() ? text.strip() : "Failed to install some of the specified packages: No package " + missing + " available.";
    }
}
