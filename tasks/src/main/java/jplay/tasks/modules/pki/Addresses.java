package jplay.tasks.modules.pki;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import jplay.tasks.contract.ModuleFailure;

/** IP addresses as certificates have them; in name constraints with their mask. */
final class Addresses {
    private Addresses() {}

    /** {@code 10.0.0.1}, {@code ::1}, {@code 10.0.0.0/8}; never asks a name server. */
    static byte[] parse(String text, String parameter) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return address(text, parameter);
        }
        byte[] address = address(text.substring(0, slash), parameter);
        try {
            int bits = Integer.parseInt(text.substring(slash + 1));
            byte[] both = Arrays.copyOf(address, address.length * 2);
            for (int i = 0; i < bits && i < address.length * 8; i++) {
                both[address.length + i / 8] |= (byte) (0x80 >> i % 8);
            }
            return both;
        } catch (NumberFormatException e) {
            throw new ModuleFailure(parameter + ": '" + text + "' is no network; write it as 10.0.0.0/8");
        }
    }

    static String format(byte[] bytes) {
        if (bytes.length == 8 || bytes.length == 32) {
            int bits = 0;
            for (int i = bytes.length / 2; i < bytes.length; i++) {
                bits += Integer.bitCount(bytes[i] & 0xff);
            }
            return format(Arrays.copyOf(bytes, bytes.length / 2)) + "/" + bits;
        }
        try {
            return bytes.length == 16 ? shorten(bytes) : InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return Asn1.colons(bytes);
        }
    }

    private static byte[] address(String text, String parameter) {
        boolean literal = text.matches("\\d{1,3}(\\.\\d{1,3}){3}") || text.contains(":") && text.matches("[0-9a-fA-F:.]+");
        try {
            if (literal) {
                return InetAddress.getByName(text).getAddress();
            }
        } catch (UnknownHostException e) {
            // Told below.
        }
        throw new ModuleFailure(parameter + ": '" + text + "' is no IP address; a host name is written DNS:" + text);
    }

    /** The longest run of zeros as two colons. */
    private static String shorten(byte[] bytes) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int length = 0;
            while (i + length < 8 && bytes[2 * (i + length)] == 0 && bytes[2 * (i + length) + 1] == 0) {
                length++;
            }
            if (length > bestLength) {
                best = i;
                bestLength = length;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                text.append("::");
                i += bestLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString((bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff));
            }
        }
        return text.toString();
    }
}
