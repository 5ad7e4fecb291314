package jplay.runner.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Cutting networks into smaller ones and joining them. */
final class IpSubnets {
    private IpSubnets() {}

    /** The filter {@code ipsubnet}. */
    static Object find(@Nullable Object value, String query, @Nullable Object index) {
        Ip given = IpFilters.read(value);
        if (given == null) {
            return false;
        }
        Ip ip = given.network();
        // An address that is not that of its network is asked for its own networks, from the widest.
        boolean address = given.isSingle();
        if (query.isEmpty()) {
            return ip.toString();
        }
        if (!query.matches("\\d+")) {
            return position(ip, query);
        }
        int prefix = Integer.parseInt(query);
        if (prefix > Ip.width(ip.version())) {
            return false;
        }
        long number = index == null ? 0 : Numbers.toLong(index, "index");
        if (address) {
            return around(ip, prefix, number, index != null);
        }
        if (index == null) {
            if (prefix < ip.prefix()) {
                throw new ExpressionException("a /" + prefix + " does not fit into " + ip);
            }
            return BigInteger.ONE.shiftLeft(prefix - ip.prefix()).toString();
        }
        return within(ip, prefix, number);
    }

    private static Object around(Ip ip, int prefix, long index, boolean indexed) {
        int width = Ip.width(ip.version());
        if (indexed && (index > width + 1 - index || index < prefix - width)) {
            return false;
        }
        long from = index < 0 ? index + width - prefix : index;
        if (from < 0 || prefix + from >= width) {
            throw new ExpressionException("there is no network " + index + " around " + ip.address());
        }
        return ip.wider((int) (prefix + from)).toString();
    }

    private static Object within(Ip ip, int prefix, long index) {
        if (prefix < ip.prefix()) {
            return false;
        }
        BigInteger count = BigInteger.ONE.shiftLeft(prefix - ip.prefix());
        BigInteger from = index < 0 ? count.add(BigInteger.valueOf(index)) : BigInteger.valueOf(index);
        if (from.signum() < 0 || from.compareTo(count) >= 0) {
            return false;
        }
        return new Ip(ip.version(), ip.first().add(from.shiftLeft(Ip.width(ip.version()) - prefix)), prefix).toString();
    }

    /** Which of the other's networks of this size this is, counted from 1. */
    private static String position(Ip ip, String query) {
        Ip other = IpFilters.read(query);
        if (other == null) {
            throw new ExpressionException("'" + query + "' is no network");
        }
        if (!other.contains(ip)) {
            throw new ExpressionException(ip + " is not in the subnet " + other.network());
        }
        return ip.first().subtract(other.first()).shiftRight(Ip.width(ip.version()) - ip.prefix()).add(BigInteger.ONE).toString();
    }

    /** The fewest networks that hold the same addresses. */
    static List<@Nullable Object> merged(TreeSet<Ip> given) {
        TreeSet<Ip> networks = new TreeSet<>(given);
        boolean changed = true;
        while (changed) {
            changed = false;
            Iterator<Ip> items = new ArrayList<>(networks).iterator();
            Ip last = items.hasNext() ? items.next() : null;
            while (last != null && items.hasNext()) {
                Ip next = items.next();
                Ip joined = last.contains(next) ? last : siblings(last, next) ? last.wider(last.prefix() - 1) : null;
                if (joined != null) {
                    networks.remove(last);
                    networks.remove(next);
                    networks.add(joined);
                    changed = true;
                }
                last = joined != null ? joined : next;
            }
        }
        List<@Nullable Object> result = new ArrayList<>();
        networks.forEach(network -> result.add(network.toString()));
        return result;
    }

    private static boolean siblings(Ip a, Ip b) {
        return a.version() == b.version() && a.prefix() == b.prefix() && a.prefix() > 0 && a.wider(a.prefix() - 1).contains(b);
    }

    /** The smallest network that holds them all. */
    static Ip span(TreeSet<Ip> networks) {
        Ip span = networks.first();
        for (Ip network : networks) {
            while (!span.contains(network)) {
                if (span.prefix() == 0) {
                    throw new ExpressionException("no network holds addresses of both versions");
                }
                span = span.wider(span.prefix() - 1);
            }
        }
        return span;
    }
}
