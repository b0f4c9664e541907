package org.resultsrelay.intake.reading;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON text by RFC 8259 and nothing else. Lengths, depth and repeated keys are judged event by event elsewhere. The
 * parser's own limits only protect it: exceeding one costs the whole request.
 */
final class Json {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Far more levels than an event may have, which is judged elsewhere. Each costs the parser about 60 bytes. */
    private static final int DEEPEST = 1_000;

    /** Names are not pooled: a sender could otherwise fill the pool, or make its names collide. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private Json() {}

    static JsonParser parser(CharBuffer text) {
        return FACTORY.createParser(ObjectReadContext.empty(), text.array(), 0, text.limit());
    }

    /**
     * The same text with blanks in place of what is too deep for the parser. Everything else keeps its position, so
     * that the other events can be read and the deep one is still refused as such.
     */
    static CharBuffer withoutDepths(CharBuffer text) {
        char[] cut = Arrays.copyOf(text.array(), text.limit());
        boolean quoted = false;
        boolean escaped = false;
        int depth = 0;
        for (int i = 0; i < cut.length; i++) {
            char c = cut[i];
            boolean opens = !quoted && (c == '[' || c == '{');
            boolean closes = !quoted && (c == ']' || c == '}');
            if ((depth > DEEPEST || (depth == DEEPEST && !closes)) && c != '\n' && c != '\r') {
                cut[i] = ' ';
            }
            depth += opens ? 1 : closes ? -1 : 0;
            quoted ^= c == '"' && !escaped;
            escaped = quoted && c == '\\' && !escaped;
        }
        return CharBuffer.wrap(cut);
    }

    /**
     * The text without its byte order mark. Refuses what is not UTF-8, including encoded surrogates and overlong forms.
     */
    static CharBuffer decode(byte[] body) {
        int start =
                ByteBuffer.wrap(body).limit(Math.min(3, body.length)).equals(ByteBuffer.wrap(BYTE_ORDER_MARK)) ? 3 : 0;
        ByteBuffer bytes = ByteBuffer.wrap(body, start, body.length - start);
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(bytes, text, true);
        if (result.isError()) {
            throw Unreadable.json("The body is not UTF-8: the byte at offset " + bytes.position()
                    + " does not belong there. Encode the text as UTF-8.");
        }
        return text.flip();
    }
}
