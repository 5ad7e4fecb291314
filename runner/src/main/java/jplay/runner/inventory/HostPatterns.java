package jplay.runner.inventory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import jplay.runner.source.Problem;
import jplay.runner.source.Problems;
import jplay.runner.source.SourceSpan;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** Selects hosts: {@code web:&prod:!web3}, globs, {@code ~regex}, {@code web[0:2]}. */
public final class HostPatterns {
    private static final Pattern PART = Pattern.compile("(?:[^\\s:\\[\\]]|\\[[^\\]]*])+");
    private static final Pattern SUBSCRIPT = Pattern.compile("(.+)\\[(?:(-?[0-9]+)|([0-9]+)[:-]([0-9]*))]", Pattern.DOTALL);

    private final Inventory inventory;
    private final @Nullable SourceSpan span;
    private final Problems problems;
    private final Map<String, List<String>> known = new LinkedHashMap<>();

    /**
     * @param span where the patterns stand, for messages
     * @param problems takes patterns that match nothing (as warnings) and wrong ones
     */
    public HostPatterns(Inventory inventory, @Nullable SourceSpan span, Problems problems) {
        this.inventory = inventory;
        this.span = span;
        this.problems = problems;
    }

    /** The order in which a play takes its hosts. */
    public enum Order { INVENTORY, REVERSE_INVENTORY, SORTED, REVERSE_SORTED, SHUFFLE }

    /**
     * The names of the hosts that a play takes.
     *
     * @param hosts the play's {@code hosts}: each may hold several patterns
     * @param limit from {@link #limit}; empty where there is none
     */
    public List<String> select(List<String> hosts, List<String> limit, Order order) {
        List<String> found = new ArrayList<>(match(hosts.stream().flatMap(each -> split(each).stream()).toList()));
        if (!limit.isEmpty()) {
            found.retainAll(Set.copyOf(match(limit)));
        }
        return ordered(found, order);
    }

    /** Puts hosts, which come in the inventory's order, in another. */
    public static List<String> ordered(List<String> hosts, Order order) {
        List<String> result = new ArrayList<>(hosts);
        switch (order) {
            case INVENTORY -> { }
            case REVERSE_INVENTORY -> Collections.reverse(result);
            case SORTED -> Collections.sort(result);
            case REVERSE_SORTED -> result.sort(Collections.reverseOrder());
            case SHUFFLE -> Collections.shuffle(result, new Random());
        }
        return result;
    }

    /** The patterns of {@code --limit}; {@code @file} stands for those in a file, one a line. */
    public static List<String> limit(String text) {
        List<String> patterns = new ArrayList<>();
        for (String pattern : split(text)) {
            if (pattern.startsWith("@")) {
                patterns.addAll(LimitFile.read(pattern.substring(1)));
            } else {
                patterns.add(pattern);
            }
        }
        return patterns;
    }

    /** Takes a text apart at commas, or else at colons that belong to no range, port or IPv6 address. */
    public static List<String> split(String text) {
        if (text.contains(",")) {
            return List.of(text.split(",")).stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
        }
        if (HostNames.isOneName(text.strip())) {
            return List.of(text.strip());
        }
        return PART.matcher(text).results().map(java.util.regex.MatchResult::group).toList();
    }

    /** The hosts of single patterns: first those that add, then those with {@code &}, then those with {@code !}. */
    public List<String> match(List<String> patterns) {
        Set<String> hosts = new LinkedHashSet<>();
        List<String> adding = patterns.stream().filter(each -> !each.startsWith("&") && !each.startsWith("!")).toList();
        for (String pattern : adding.isEmpty() ? List.of("all") : adding) {
            hosts.addAll(one(pattern));
        }
        patterns.stream().filter(each -> each.startsWith("&")).forEach(each -> hosts.retainAll(Set.copyOf(one(each.substring(1)))));
        patterns.stream().filter(each -> each.startsWith("!")).forEach(each -> hosts.removeAll(one(each.substring(1))));
        return List.copyOf(hosts);
    }

    private List<String> one(String pattern) {
        List<String> hosts = known.get(pattern);
        if (hosts == null) {
            hosts = inventory.hasHost(pattern) ? List.of(pattern) : subscripted(pattern);
            known.put(pattern, hosts);
        }
        return hosts;
    }

    private List<String> subscripted(String pattern) {
        Matcher matcher = SUBSCRIPT.matcher(pattern);
        if (pattern.startsWith("~") || !matcher.matches()) {
            return named(pattern);
        }
        List<String> hosts = named(matcher.group(1));
        if (hosts.isEmpty()) {
            return hosts;
        }
        int size = hosts.size();
        try {
            if (matcher.group(2) != null) {
                int index = Integer.parseInt(matcher.group(2));
                return List.of(hosts.get(index < 0 ? size + index : index));
            }
            int start = Integer.parseInt(matcher.group(3));
            int end = matcher.group(4).isEmpty() ? size - 1 : Integer.parseInt(matcher.group(4));
            return start >= size ? List.of() : hosts.subList(start, Math.max(start, Math.min(size, end + 1)));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            problems.add(Problem.of("host-pattern", "'" + pattern + "' matches no host: '" + matcher.group(1) + "' has "
                    + size + (size == 1 ? " host" : " hosts"), span, "the first is [0], the last [-1]"));
            return List.of();
        }
    }

    /** A group's members where a group has that name; for globs and regular expressions hosts, too. */
    private List<String> named(String pattern) {
        Predicate<String> matches = predicate(pattern);
        if (matches == null) {
            return List.of();
        }
        Set<String> hosts = new LinkedHashSet<>();
        boolean group = false;
        for (Group each : inventory.groups()) {
            if (matches.test(each.name())) {
                group = true;
                hosts.addAll(inventory.members(each.name()));
            }
        }
        if (!group || pattern.startsWith("~") || pattern.chars().anyMatch(c -> ".?*[".indexOf(c) >= 0)) {
            inventory.hosts().stream().map(Host::name).filter(matches).forEach(hosts::add);
        }
        if (hosts.isEmpty() && inventory.host(pattern) instanceof Host local) {
            hosts.add(local.name());
        }
        if (hosts.isEmpty() && !group && !pattern.equals("all")) {
            problems.warn(Problem.of("host-pattern", "Could not match supplied host pattern, ignoring: " + pattern, span, close(pattern)));
        }
        return List.copyOf(hosts);
    }

    private @Nullable String close(String pattern) {
        List<String> names = new ArrayList<>();
        inventory.groups().forEach(group -> names.add(group.name()));
        inventory.hosts().forEach(host -> names.add(host.name()));
        String close = Names.closest(pattern, names);
        return close == null ? null : "did you mean '" + close + "'?";
    }

    private @Nullable Predicate<String> predicate(String pattern) {
        try {
            if (pattern.startsWith("~")) {
                Pattern regex = Pattern.compile(pattern.substring(1));
                return name -> regex.matcher(name).lookingAt();
            }
            if (pattern.chars().noneMatch(c -> "?*[".indexOf(c) >= 0)) {
                return pattern::equals;
            }
            return Pattern.compile(Glob.regex(pattern), Pattern.DOTALL).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            problems.add(Problem.of("host-pattern", "'" + pattern + "' is no pattern: " + e.getDescription(), span,
                    "after '~' comes a regular expression"));
            return null;
        }
    }
}
