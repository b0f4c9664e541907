package org.resultsrelay.sources.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Names as people read them: on one line, without markup, shortened to what the relay stores. */
final class Texts {

    private static final int LONGEST_NAME = 500;
    private static final Map<String, String> ENTITIES =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
    private static final int LONGEST_ENTITY = 8;

    private Texts() {}

    /** Whatever cannot be seen becomes a blank, and blanks are not repeated. */
    static String name(String text) {
        StringBuilder name = new StringBuilder();
        int length = 0;
        boolean blank = false;
        for (int i = 0; i < text.length() && length < LONGEST_NAME; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                blank = length > 0;
                continue;
            }
            if (blank && length + 1 < LONGEST_NAME) {
                name.append(' ');
                length++;
            }
            blank = false;
            name.appendCodePoint(c);
            length++;
        }
        return name.toString();
    }

    /** Without tags, and with the common entities read. A single pass: an unclosed tag is looked for once. */
    static String stripHtml(String html) {
        StringBuilder text = new StringBuilder();
        int lastClose = html.lastIndexOf('>');
        for (int i = 0; i < html.length(); ) {
            char c = html.charAt(i);
            if (c == '<' && i < lastClose && startsTag(html.charAt(i + 1))) {
                i = html.indexOf('>', i) + 1;
                text.append(' ');
            } else if (c == '&') {
                i = entity(html, i, text);
            } else {
                text.append(c);
                i++;
            }
        }
        return name(text.toString());
    }

    private static boolean startsTag(char c) {
        return c == '/' || c == '!' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Appends what the entity at this place means, or the place itself, and returns where to go on. */
    private static int entity(String html, int at, StringBuilder text) {
        int end = html.substring(at, Math.min(html.length(), at + LONGEST_ENTITY + 2))
                .indexOf(';');
        String meaning = end < 0 ? null : meaning(html.substring(at + 1, at + end));
        text.append(meaning == null ? "&" : meaning);
        return meaning == null ? at + 1 : at + end + 1;
    }

    private static @Nullable String meaning(String entity) {
        if (!entity.startsWith("#")) {
            return ENTITIES.get(entity);
        }
        try {
            int point = entity.startsWith("#x")
                    ? Integer.parseInt(entity.substring(2), 16)
                    : Integer.parseInt(entity.substring(1));
            return Character.isValidCodePoint(point) ? Character.toString(point) : null;
        } catch (NumberFormatException e) {
            return null; // it is no entity, and stays as it is
        }
    }

    /** One text of a map from languages to texts: the first wanted language that is there, or else the first text. */
    static @Nullable String inLanguage(JsonNode texts, List<String> wanted) {
        for (String language : wanted) {
            for (Map.Entry<String, JsonNode> text : texts.properties()) {
                if (isIn(text.getKey(), language) && text.getValue().isString()) {
                    return text.getValue().stringValue();
                }
            }
        }
        return texts.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .findFirst()
                .orElse(null);
    }

    /** {@code en-US} is in {@code en}. */
    private static boolean isIn(String tag, String language) {
        return tag.regionMatches(true, 0, language, 0, language.length())
                && (tag.length() == language.length() || tag.charAt(language.length()) == '-');
    }
}
