package jplay.runner.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Filters on addresses and networks. */
final class IpFilters {
    static final String NAMES = "ipaddr ipv4 ipv6 ipwrap ipsubnet ipmath nthhost network_in_network network_in_usable next_nth_usable "
            + "previous_nth_usable reduce_on_network cidr_merge slaac ip4_hex usable_range hwaddr macaddr";

    private IpFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "ipaddr" -> (v, a) -> IpQueries.ask(v, a.text(0, "query", ""), a.count(1, "version", 0));
            case "ipv4" -> (v, a) -> IpQueries.ask(v, a.text(0, "query", ""), 4);
            case "ipv6" -> (v, a) -> IpQueries.ask(v, a.text(0, "query", ""), 6);
            case "ipwrap" -> (v, a) -> wrap(v, a.text(0, "query", ""));
            case "ipsubnet" -> (v, a) -> IpSubnets.find(v, a.text(0, "query", ""), a.get(1, "index"));
            case "ipmath" -> IpFilters::add;
            case "nthhost" -> IpFilters::nth;
            case "network_in_network" -> (v, a) -> range(v, false).contains(range(a.required(0, "test"), false));
            case "network_in_usable" -> (v, a) -> range(v, true).contains(range(a.required(0, "test"), false));
            case "next_nth_usable" -> (v, a) -> near(v, a.integer(0, "offset"));
            case "previous_nth_usable" -> (v, a) -> near(v, -a.integer(0, "offset"));
            case "reduce_on_network" -> IpFilters::reduce;
            case "cidr_merge" -> IpFilters::merge;
            case "slaac" -> (v, a) -> slaac(v, a.text(0, "query", ""));
            case "ip4_hex" -> IpFilters::hex;
            case "usable_range" -> (v, a) -> all(Values.str(v));
            case "hwaddr" -> (v, a) -> MacAddress.ask(v, a.text(0, "query", ""));
            case "macaddr" -> (v, a) -> MacAddress.ask(v, a.text(0, "query", ""));
            default -> null;
        };
    }

    private static @Nullable Object wrap(@Nullable Object value, String query) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> wrapped = new ArrayList<>();
            list.forEach(item -> wrapped.add(wrap(item, query)));
            return wrapped;
        }
        Object found = IpQueries.ask(value, query, 0);
        return Values.truth(found) ? IpQueries.ask(found, "wrap", 0) : value;
    }

    /** The address or network that a value stands for, or null. */
    static @Nullable Ip read(@Nullable Object value) {
        Object found = IpQueries.ask(value, "cidr", 0);
        return found instanceof String text ? Ip.parse(text) : null;
    }

    private static Ip require(@Nullable Object value) {
        Ip ip = read(value);
        if (ip == null) {
            throw new ExpressionException("'" + Values.str(value) + "' is no IP address or network");
        }
        return ip;
    }

    private static String add(@Nullable Object value, Args a) {
        Ip ip = require(value);
        Ip sum = Ip.of(ip.version(), ip.value().add(BigInteger.valueOf(a.integer(0, "amount"))));
        if (sum == null) {
            throw new ExpressionException("the sum lies beyond the last address");
        }
        return sum.address();
    }

    private static Object nth(@Nullable Object value, Args a) {
        Ip ip = read(value);
        String query = a.text(0, "query", "");
        String found = ip == null || !query.matches("-?\\d+") ? null : IpQueries.nth(ip, new BigInteger(query));
        return found != null ? found : false;
    }

    private static @Nullable Object near(@Nullable Object value, long steps) {
        Ip ip = read(value);
        return ip == null ? (Object) false : ip.isSingle() ? null : IpQueries.near(ip, BigInteger.valueOf(steps));
    }

    private record Range(int version, BigInteger first, BigInteger last) {
        boolean contains(Range other) {
            return version == other.version && first.compareTo(other.first) <= 0 && last.compareTo(other.last) >= 0;
        }
    }

    /** An address counts as itself, whatever its prefix; a network as all of its addresses. */
    private static Range range(@Nullable Object value, boolean usable) {
        Ip ip = require(value);
        boolean hosts = usable && !ip.isSingle();
        return new Range(ip.version(), hosts ? IpQueries.firstUsable(ip) : ip.first(), hosts ? IpQueries.lastUsable(ip) : ip.last());
    }

    private static Object reduce(@Nullable Object value, Args a) {
        Range network = range(a.required(0, "network"), false);
        List<@Nullable Object> kept = new ArrayList<>(Values.list(value));
        kept.removeIf(item -> !network.contains(range(item, false)));
        return kept;
    }

    private static @Nullable Object merge(@Nullable Object value, Args a) {
        TreeSet<Ip> networks = new TreeSet<>();
        Values.list(value).forEach(item -> networks.add(require(item).network()));
        String action = a.text(0, "action", "merge");
        return switch (action) {
            case "merge" -> IpSubnets.merged(networks);
            case "span" -> networks.isEmpty() ? null : IpSubnets.span(networks).toString();
            default -> throw new ExpressionException("action is 'merge' or 'span', not '" + action + "'");
        };
    }

    private static Object slaac(@Nullable Object value, String query) {
        Ip ip = read(value);
        BigInteger mac = MacAddress.parse(query);
        if (ip == null || ip.version() != 6 || mac == null) {
            return false;
        }
        BigInteger low = BigInteger.valueOf(0xffffff);
        BigInteger host = mac.shiftRight(24).shiftLeft(40).or(BigInteger.valueOf(0xfffeL << 24)).or(mac.and(low)).flipBit(57);
        return ip.at(ip.first().add(host));
    }

    private static String hex(@Nullable Object value, Args a) {
        Ip ip = require(value);
        String digits = String.format("%08x", ip.value());
        return String.join(a.text(0, "delimiter", ""), List.of(digits.split("(?<=\\G..)")));
    }

    private static Object all(String text) {
        Ip ip = require(text);
        if (!ip.isNetwork() || ip.size().bitLength() > 24) {
            throw new ExpressionException(ip.isNetwork() ? "the network " + text + " is too large to list" : "'" + text + "' has host bits set");
        }
        List<@Nullable Object> addresses = new ArrayList<>();
        for (BigInteger at = ip.first(); at.compareTo(ip.last()) <= 0; at = at.add(Ip.ONE)) {
            addresses.add(ip.at(at));
        }
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        result.put("usable_ips", addresses);
        result.put("number_of_ips", (long) addresses.size());
        return result;
    }
}
