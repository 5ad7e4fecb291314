package jplay.runner.expression;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The Mersenne Twister seeded as Python does, so that a seed chooses here what it chooses there. */
final class PythonRandom {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int index = N;

    private PythonRandom(BigInteger seed) {
        int words = Math.max(1, (seed.bitLength() + 31) / 32);
        int[] key = new int[words];
        for (int i = 0; i < words; i++) {
            key[i] = seed.shiftRight(32 * i).intValue();
        }
        mix(key);
    }

    static PythonRandom seeded(@Nullable Object seed) {
        if (seed == null) {
            return new PythonRandom(new BigInteger(128, new SecureRandom()));
        }
        if (Numbers.isInteger(seed)) {
            return new PythonRandom(Numbers.big(seed).abs());
        }
        byte[] text = Values.str(seed).getBytes(StandardCharsets.UTF_8);
        byte[] digest = Digests.digest("SHA-512", text);
        byte[] all = new byte[text.length + digest.length];
        System.arraycopy(text, 0, all, 0, text.length);
        System.arraycopy(digest, 0, all, text.length, digest.length);
        return new PythonRandom(new BigInteger(1, all));
    }

    private void mix(int[] key) {
        state[0] = 19650218;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
        int i = 1;
        int j = 0;
        for (int k = Math.max(N, key.length); k > 0; k--) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1664525) + key[j] + j;
            i = next(i);
            j = (j + 1) % key.length;
        }
        for (int k = N - 1; k > 0; k--) {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >>> 30) * 1566083941) - i;
            i = next(i);
        }
        state[0] = 0x80000000;
    }

    private int next(int i) {
        if (i + 1 < N) {
            return i + 1;
        }
        state[0] = state[N - 1];
        return 1;
    }

    private int word() {
        if (index == N) {
            for (int i = 0; i < N; i++) {
                int y = state[i] & 0x80000000 | state[(i + 1) % N] & 0x7fffffff;
                state[i] = state[(i + M) % N] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
            index = 0;
        }
        int y = state[index++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }

    /** A number from 0 up to but not including the bound. */
    long below(long bound) {
        if (bound <= 0) {
            throw new ExpressionException("the range to choose from is empty");
        }
        int bits = 64 - Long.numberOfLeadingZeros(bound);
        long r = bits(bits);
        while (r >= bound) {
            r = bits(bits);
        }
        return r;
    }

    private long bits(int k) {
        if (k <= 32) {
            return Integer.toUnsignedLong(word()) >>> 32 - k;
        }
        long low = Integer.toUnsignedLong(word());
        return low | Integer.toUnsignedLong(word()) >>> 64 - k << 32;
    }
}
