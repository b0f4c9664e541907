package org.resultsrelay.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of one request as they arrive. It grows with what was sent, never with what was announced. */
final class Body {

    static final int SINGLE_LIMIT = 256 * 1024;
    static final int ARRAY_LIMIT = 1024 * 1024;
    static final int KEPT_OF_TOO_LARGE = 4 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int FIRST_BUFFER = 8 * 1024;

    private byte[] bytes;
    private int length;
    private int opening;

    /** {@code declared} is the announced length, or -1. */
    Body(long declared) {
        this.bytes = new byte[declared < 0 ? FIRST_BUFFER : (int) Math.min(declared, FIRST_BUFFER)];
    }

    boolean readFrom(InputStream in) throws IOException {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(FIRST_BUFFER, Math.min(2 * length, ARRAY_LIMIT + 1)));
        }
        int count = in.read(bytes, length, bytes.length - length);
        length += Math.max(0, count);
        return count >= 0;
    }

    /** The limit for this body, known by its first character; until that arrives, the larger limit. */
    int limit() {
        while (opening < length && (isBlank(bytes[opening]) || isByteOrderMark())) {
            opening++;
        }
        return opening == length || bytes[opening] == '[' ? ARRAY_LIMIT : SINGLE_LIMIT;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    private boolean isByteOrderMark() {
        return opening < BYTE_ORDER_MARK.length && bytes[opening] == BYTE_ORDER_MARK[opening];
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    byte[] head() {
        return Arrays.copyOf(bytes, Math.min(length, KEPT_OF_TOO_LARGE));
    }
}
