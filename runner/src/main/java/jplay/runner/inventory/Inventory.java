package jplay.runner.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import jplay.runner.source.Value;
import org.jspecify.annotations.Nullable;

/** Hosts and groups at one moment; immutable. */
public final class Inventory {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1");
    private static final Comparator<Group> WEAKEST_FIRST =
            Comparator.comparingInt(Group::depth).thenComparingInt(Group::priority).thenComparing(Group::name);

    private final Map<String, Host> hosts;
    private final Map<String, Group> groups;
    private final Map<String, List<String>> parents = new TreeMap<>();
    private final Map<String, List<String>> groupsOfHost = new LinkedHashMap<>();
    private final Map<String, List<String>> members = new ConcurrentHashMap<>();
    private final Map<Set<String>, List<Group>> sorted = new ConcurrentHashMap<>();
    private final @Nullable Host local;

    Inventory(Map<String, Host> hosts, Map<String, Group> groups) {
        this.hosts = hosts;
        this.groups = groups;
        for (Group group : groups.values()) {
            group.children().forEach(child -> parents.computeIfAbsent(child, name -> new ArrayList<>()).add(group.name()));
            group.hosts().forEach(host -> groupsOfHost.computeIfAbsent(host, name -> new ArrayList<>(2)).add(group.name()));
        }
        local = hosts.values().stream().filter(host -> isLocalName(host.name())).findFirst().orElse(null);
    }

    /** No hosts but the implicit localhost. */
    public static Inventory empty() {
        return new InventoryBuilder().build();
    }

    static boolean isLocalName(String name) {
        return LOCAL_NAMES.contains(name);
    }

    /** All hosts that were named, in the order they were. */
    public Collection<Host> hosts() {
        return hosts.values();
    }

    /** All groups, in the order they were named; {@code all} and {@code ungrouped} come first. */
    public Collection<Group> groups() {
        return groups.values();
    }

    public boolean hasHost(String name) {
        return hosts.containsKey(name);
    }

    /** A host; {@code localhost} is there even if nobody named it. */
    public @Nullable Host host(String name) {
        Host host = hosts.get(name);
        if (host != null || !isLocalName(name)) {
            return host;
        }
        return local != null ? local : implicitLocalhost(name);
    }

    private static Host implicitLocalhost(String name) {
        return new Host(name, Map.of("ansible_connection", Value.of("local", "implicit localhost")), null, true);
    }

    public @Nullable Group group(String name) {
        return groups.get(name);
    }

    /** The names of a group's hosts and of its descendants' hosts. */
    public List<String> members(String group) {
        List<String> known = members.get(group);
        if (known == null) {
            Set<String> names = new LinkedHashSet<>();
            for (String name : reachable(List.of(group), this::children)) {
                Group each = groups.get(name);
                if (each != null) {
                    names.addAll(each.hosts());
                }
            }
            known = List.copyOf(names);
            members.put(group, known);
        }
        return known;
    }

    /** A host's groups and their ancestors without {@code all}, those whose variables win last. */
    public List<Group> groupsOf(String host) {
        Set<String> direct = Set.copyOf(groupsOfHost.getOrDefault(host, List.of()));
        List<Group> known = sorted.get(direct);
        if (known == null) {
            List<Group> found = new ArrayList<>();
            for (String name : reachable(direct, name -> parents.getOrDefault(name, List.of()))) {
                Group group = groups.get(name);
                if (group != null && !name.equals("all")) {
                    found.add(group);
                }
            }
            found.sort(WEAKEST_FIRST);
            known = List.copyOf(found);
            sorted.put(direct, known);
        }
        return known;
    }

    /** The names of a host's groups without {@code all}, sorted: the variable {@code group_names}. */
    public List<String> groupNames(String host) {
        return groupsOf(host).stream().map(Group::name).sorted().toList();
    }

    private List<String> children(String name) {
        Group group = groups.get(name);
        return group == null ? List.of() : group.children();
    }

    /** Breadth first, which is the order that Ansible lists hosts in. */
    private static Set<String> reachable(Collection<String> start, java.util.function.Function<String, List<String>> next) {
        Set<String> seen = new LinkedHashSet<>(start);
        List<String> open = new ArrayList<>(start);
        while (!open.isEmpty()) {
            List<String> further = new ArrayList<>();
            for (String name : open) {
                for (String each : next.apply(name)) {
                    if (seen.add(each)) {
                        further.add(each);
                    }
                }
            }
            open = further;
        }
        return seen;
    }
}
