package org.resultsrelay.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A multipart form read into its fields (nested JSON included) and its one file. */
record Multipart(JsonNode fields, byte[] file) {

    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");

    static Multipart read(byte[] body, String contentType) {
        String boundary = "--" + contentType.replaceFirst(".*boundary=", "").replace("\"", "");
        ObjectNode fields = JsonMapper.shared().createObjectNode();
        byte[] file = new byte[0];
        for (String part : new String(body, ISO_8859_1).split(Pattern.quote(boundary), -1)) {
            int end = part.indexOf("\r\n\r\n");
            Matcher name = NAME.matcher(end < 0 ? "" : part.substring(0, end));
            if (!name.find()) {
                continue;
            }
            byte[] content = part.substring(end + 4, part.length() - 2).getBytes(ISO_8859_1);
            if (part.substring(0, end).contains("filename=")) {
                file = content;
            } else {
                fields.set(name.group(1), value(new String(content, UTF_8)));
            }
        }
        return new Multipart(fields, file);
    }

    private static JsonNode value(String text) {
        return text.startsWith("{")
                ? JsonMapper.shared().readTree(text)
                : JsonMapper.shared().getNodeFactory().stringNode(text);
    }
}
