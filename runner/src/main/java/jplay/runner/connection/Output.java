package jplay.runner.connection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One output of one request, out of the stream that all requests share: what comes before the mark, then the exit
 * status and a newline. Beyond the cap, bytes are looked at for the mark and dropped.
 */
final class Output {
    /** How far the buffer may grow beyond the cap before the surplus is dropped. */
    private static final int SLACK = 1 << 16;

    private byte @Nullable [] begin;
    private final byte[] end;
    private final int cap;
    private byte[] buffer = new byte[1024];
    private int size;
    private int scanned;
    private int contentEnd = -1;
    private int status = -1;
    private boolean truncated;

    /** @param begin what has to come first, with all before it thrown away; null for nothing */
    Output(byte @Nullable [] begin, byte[] end, int cap) {
        this.begin = begin;
        this.end = end;
        this.cap = cap;
    }

    /** Whether the end has come. */
    boolean feed(byte[] bytes, int offset, int length) {
        if (done()) {
            return true;
        }
        append(bytes, offset, length);
        if (begin != null && !dropBeginning(begin)) {
            return false;
        }
        if (contentEnd < 0) {
            contentEnd = find(end);
        }
        if (contentEnd >= 0) {
            readStatus();
        } else {
            dropSurplus();
        }
        return done();
    }

    boolean done() {
        return status >= 0;
    }

    /** Whether the first mark has come, if one was asked for. */
    boolean begun() {
        return begin == null;
    }

    int status() {
        return status;
    }

    boolean truncated() {
        return truncated;
    }

    byte[] bytes() {
        int length = contentEnd < 0 ? size : contentEnd;
        return Arrays.copyOf(buffer, truncated ? Math.min(cap, length) : length);
    }

    private void append(byte[] bytes, int offset, int length) {
        if (buffer.length - size < length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + length));
        }
        System.arraycopy(bytes, offset, buffer, size, length);
        size += length;
    }

    private boolean dropBeginning(byte[] mark) {
        int at = find(mark);
        if (at < 0) {
            dropSurplus();
            return false;
        }
        int rest = at + mark.length;
        System.arraycopy(buffer, rest, buffer, 0, size - rest);
        size -= rest;
        scanned = 0;
        truncated = false;
        begin = null;
        return true;
    }

    private int find(byte[] mark) {
        for (int i = scanned; i <= size - mark.length; i++) {
            if (buffer[i] == mark[0] && Arrays.equals(buffer, i, i + mark.length, mark, 0, mark.length)) {
                return i;
            }
        }
        scanned = Math.max(scanned, size - mark.length + 1);
        return -1;
    }

    private void readStatus() {
        int from = contentEnd + end.length;
        int value = 0;
        for (int i = from; i < size; i++) {
            if (buffer[i] == '\n') {
                truncated |= contentEnd > cap;
                status = value;
                return;
            }
            value = value * 10 + buffer[i] - '0';
        }
    }

    private void dropSurplus() {
        if (size <= cap + SLACK) {
            return;
        }
        truncated = true;
        System.arraycopy(buffer, scanned, buffer, cap, size - scanned);
        size = cap + size - scanned;
        scanned = cap;
    }
}
