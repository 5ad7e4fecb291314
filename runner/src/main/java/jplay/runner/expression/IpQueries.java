package jplay.runner.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the filter {@code ipaddr} can be asked of an address or network. */
final class IpQueries {
    private static final String KNOWN = " 6to4 address address/prefix bool broadcast cidr first_usable gateway gw host host/prefix hostmask hostnet "
            + "int ip ip/prefix ip_netmask ipv4 ipv6 last_usable link-local lo loopback multicast net next_usable netmask network network_id "
            + "network/prefix network_netmask network_wildcard peer prefix previous_usable private public range_usable revdns router size "
            + "size_usable subnet type unicast v4 v6 version wildcard wrap ";
    private static final String[] PRIVATE = {"10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "239.0.0.0/8", "169.254.0.0/16", "fc00::/7", "fec0::/10", "fe80::/10"};

    private final Ip ip;
    private final Object given;
    private final boolean network;

    private IpQueries(Ip ip, Object given, boolean network) {
        this.ip = ip;
        this.given = given;
        this.network = network;
    }

    /** The answer; false if the value is no address, or not of the version; 0 is any version. */
    static @Nullable Object ask(@Nullable Object value, String query, int version) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> answers = new ArrayList<>();
            for (Object item : list) {
                Object answer = ask(item, query, version);
                if (Values.truth(answer)) {
                    answers.add(answer);
                }
            }
            return answers;
        }
        IpQueries asked = value == null || !Values.truth(value) || value.equals(true) ? null : read(value, version);
        if (asked == null) {
            return false;
        }
        boolean known = query.isEmpty() || KNOWN.contains(" " + query + " ");
        Ip within = known || query.matches("\\d+") ? null : Ip.parse(query);
        if (version != 0 && asked.ip.version() != version) {
            return false;
        }
        return within != null ? within.contains(asked.ip) ? asked.given : null : known ? asked.answer(query) : asked.numbered(query);
    }

    private static @Nullable IpQueries read(Object value, int version) {
        String text = Values.str(value);
        if (text.matches("\\d+")) {
            Ip four = version == 6 ? null : Ip.of(4, new BigInteger(text));
            Ip ip = four != null ? four : Ip.of(6, new BigInteger(text));
            return ip == null ? null : new IpQueries(ip, ip.toString(), false);
        }
        Ip ip = Ip.parse(text);
        if (ip != null) {
            return new IpQueries(ip, value, text.indexOf('/') >= 0);
        }
        if (!text.matches("\\d+/\\d{1,3}")) {
            return null;
        }
        BigInteger number = new BigInteger(text.substring(0, text.indexOf('/')));
        int prefix = Integer.parseInt(text.substring(text.indexOf('/') + 1));
        Ip four = Ip.of(4, number, prefix);
        Ip found = four != null ? four : Ip.of(6, number, prefix);
        return found == null ? null : new IpQueries(found, found.toString(), true);
    }

    private @Nullable Object answer(String query) {
        boolean six = ip.version() == 6;
        return switch (query) {
            case "" -> network ? ip.toString() : ip.address();
            case "bool" -> true;
            case "6to4" -> sixToFour();
            case "address", "ip" -> ip.isSingle() || !ip.isNetwork() || pair() || six ? ip.address() : null;
            case "address/prefix", "gateway", "gw", "host/prefix", "hostnet", "router" -> !small() && (ip.isNetwork() || ip.value().equals(ip.last()))
                    ? (Object) false : ip.toString();
            case "broadcast" -> small() ? null : ip.at(ip.last());
            case "cidr" -> ip.toString();
            case "host" -> ip.isSingle() || !ip.isNetwork() || pair() ? ip.toString() : null;
            case "hostmask", "wildcard" -> ip.hostmask();
            case "int" -> network ? ip.value() + "/" + ip.prefix() : Numbers.shrink(ip.value());
            case "ip/prefix" -> pair() || !ip.isNetwork() ? ip.toString() : null;
            case "ip_netmask" -> pair() || !ip.isNetwork() ? ip.address() + " " + ip.netmask() : null;
            case "ipv4", "v4" -> six ? four() : given;
            case "ipv6", "v6" -> six ? given : "::ffff:" + ip.address() + "/" + (96 + ip.prefix());
            case "net" -> !ip.isSingle() && ip.isNetwork() ? ip.toString() : null;
            case "netmask" -> ip.netmask();
            case "network", "network_id" -> ip.at(ip.first());
            case "network/prefix", "subnet" -> ip.network().toString();
            case "network_netmask" -> ip.at(ip.first()) + " " + ip.netmask();
            case "network_wildcard" -> ip.at(ip.first()) + " " + ip.hostmask();
            case "prefix" -> (long) ip.prefix();
            case "size" -> Numbers.shrink(ip.size());
            case "size_usable" -> ip.isSingle() ? 0L : pair() ? 2L : Numbers.shrink(ip.size().subtract(BigInteger.TWO));
            case "type" -> ip.isSingle() || !ip.isNetwork() ? "address" : "network";
            case "version" -> (long) ip.version();
            case "wrap" -> !six ? given : network ? "[" + ip.address() + "]/" + ip.prefix() : "[" + ip.address() + "]";
            case "revdns" -> reverse();
            case "first_usable", "last_usable", "range_usable", "next_usable", "previous_usable", "peer" -> usable(query);
            default -> is(query) ? given : null;
        };
    }

    /** A network of two addresses has no broadcast address. */
    private boolean pair() {
        return ip.size().equals(BigInteger.TWO);
    }

    private boolean small() {
        return ip.size().compareTo(BigInteger.TWO) <= 0;
    }

    private boolean in(String range, Ip what) {
        Ip found = Ip.parse(range);
        return found != null && found.contains(what);
    }

    private boolean is(String kind) {
        Ip own = new Ip(ip.version(), ip.value(), Ip.width(ip.version()));
        return switch (kind) {
            case "link-local" -> in("169.254.0.0/16", own) || in("fe80::/10", own);
            case "lo", "loopback" -> in("127.0.0.0/8", own) || in("::1/128", own);
            case "multicast" -> in("224.0.0.0/4", ip) || in("ff00::/8", ip);
            case "unicast" -> !is("multicast");
            case "private" -> isPrivate(ip);
            default -> !(in("224.0.0.0/4", own) || in("ff00::/8", own)) && !isPrivate(own) && !is("loopback") && !isMask();
        };
    }

    private boolean isPrivate(Ip what) {
        for (String range : PRIVATE) {
            if (in(range, what)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMask() {
        BigInteger all = Ip.ONE.shiftLeft(Ip.width(ip.version())).subtract(Ip.ONE);
        BigInteger inverse = all.subtract(ip.value());
        return ip.value().and(ip.value().add(Ip.ONE)).signum() == 0 || inverse.and(inverse.add(Ip.ONE)).signum() == 0;
    }

    private Object sixToFour() {
        if (ip.version() == 6) {
            return in("2002::/16", ip) ? given : false;
        }
        boolean usable = (ip.isSingle() || !ip.isNetwork()) && (is("public") || isPrivate(new Ip(4, ip.value(), 32)));
        long n = ip.value().longValue();
        return usable ? String.format("2002:%04x:%04x::1/48", n >> 16, n & 0xffff) : (Object) false;
    }

    private Object four() {
        BigInteger high = ip.value().shiftRight(32);
        boolean embedded = high.signum() == 0 || high.equals(BigInteger.valueOf(0xffff));
        return embedded && ip.prefix() >= 96 ? Ip.text(4, ip.value().and(BigInteger.valueOf(0xffffffffL))) + "/" + (ip.prefix() - 96)
                : (Object) false;
    }

    private String reverse() {
        if (ip.version() == 4) {
            List<String> octets = new ArrayList<>(List.of(ip.address().split("\\.")));
            java.util.Collections.reverse(octets);
            return String.join(".", octets) + ".in-addr.arpa.";
        }
        String digits = new StringBuilder(String.format("%032x", ip.value())).reverse().toString();
        return String.join(".", digits.split("")) + ".ip6.arpa.";
    }

    private @Nullable Object usable(String query) {
        if (!network) {
            throw new ExpressionException("'" + given + "' is no network: a prefix is missing");
        }
        if (query.equals("peer")) {
            return peer();
        }
        if (ip.isSingle()) {
            return null;
        }
        return switch (query) {
            case "first_usable" -> ip.at(firstUsable(ip));
            case "last_usable" -> ip.at(lastUsable(ip));
            case "range_usable" -> ip.at(firstUsable(ip)) + "-" + ip.at(lastUsable(ip));
            default -> near(ip, BigInteger.valueOf(query.startsWith("next") ? 1 : -1));
        };
    }

    static BigInteger firstUsable(Ip ip) {
        return ip.size().equals(BigInteger.TWO) ? ip.first() : ip.first().add(Ip.ONE);
    }

    static BigInteger lastUsable(Ip ip) {
        return ip.size().equals(BigInteger.TWO) ? ip.last() : ip.last().subtract(Ip.ONE);
    }

    /** The address some steps away, if it is usable. */
    static @Nullable String near(Ip ip, BigInteger steps) {
        BigInteger there = ip.value().add(steps);
        return there.compareTo(firstUsable(ip)) >= 0 && there.compareTo(lastUsable(ip)) <= 0 ? ip.at(there) : null;
    }

    private String peer() {
        if (pair()) {
            return ip.at(ip.value().xor(Ip.ONE));
        }
        if (!ip.size().equals(BigInteger.valueOf(4))) {
            throw new ExpressionException("'" + given + "' is not in a network of two hosts, as a /30 or /31 is");
        }
        if (ip.isNetwork() || ip.value().equals(ip.last())) {
            throw new ExpressionException("'" + given + "' is no host of its network");
        }
        return ip.at(ip.value().xor(BigInteger.valueOf(3)));
    }

    private @Nullable Object numbered(String query) {
        if (!query.matches("[-+]?\\d+")) {
            throw new ExpressionException("there is no query '" + query + "'" + CloseNames.suggestion(query, List.of(KNOWN.strip().split(" "))));
        }
        if (ip.isSingle()) {
            return network ? ip.toString() : ip.address();
        }
        String found = nth(ip, new BigInteger(query));
        return found == null ? (Object) false : found + "/" + ip.prefix();
    }

    /** The address of a number within the network; those below 0 count from its end. */
    static @Nullable String nth(Ip ip, BigInteger index) {
        BigInteger from = index.signum() < 0 ? index.add(ip.size()) : index;
        return from.signum() >= 0 && from.compareTo(ip.size()) < 0 ? ip.at(ip.first().add(from)) : null;
    }
}
