package org.resultsrelay.sources;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.intake.Intake;
import org.resultsrelay.intake.Intake.Settled;
import org.resultsrelay.quarantine.Quarantine;
import org.resultsrelay.quarantine.QuarantinedInput;
import org.resultsrelay.quarantine.QuarantinedInput.Origin;
import org.resultsrelay.sources.SourceCounts.Counted;
import org.resultsrelay.sources.mapping.ExactJson;
import org.resultsrelay.sources.mapping.Mapped;
import org.resultsrelay.sources.mapping.Mapping;
import org.resultsrelay.sources.mapping.Request;
import org.resultsrelay.sources.verification.PlatformRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Maps an authentic request and hands its events to the intake. What cannot be mapped, or is refused as an event, goes to
 * quarantine with the whole request, before the platform is answered.
 */
@Component
class SourceIntake {

    private static final int MOST_REASONS = 3;

    /** Said by every request and worth nothing later, or secret. */
    private static final Set<String> NOT_KEPT = Set.of(
            "authorization",
            "cookie",
            "host",
            "connection",
            "content-length",
            "accept",
            "accept-encoding",
            "user-agent");

    private static final int LONGEST_KEPT = 8 * 1024;

    /** Escapes, so that even half of a surrogate pair can be written: reading it then says what is wrong. */
    static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Intake intake;
    private final Quarantine quarantine;
    private final SourceCounts counts;

    SourceIntake(Intake intake, Quarantine quarantine, SourceCounts counts) {
        this.intake = intake;
        this.quarantine = quarantine;
        this.counts = counts;
    }

    /** What became of a request: its events, what was ignored, and why anything could not be used. */
    record Taken(@Nullable JsonNode body, List<Settled> events, List<String> ignored, List<String> unusable) {}

    /** Takes a request that has just arrived. Afterwards all of it is stored, ignored or in quarantine. */
    Taken take(Source source, PlatformRequest request) {
        Taken taken = store(source, request);
        if (!taken.unusable().isEmpty()) {
            quarantine.keep(List.of(new QuarantinedInput(
                    source.place(),
                    source.clientId(),
                    request.body(),
                    reason(taken.unusable()),
                    false,
                    origin(source, request))));
        }
        count(source.id(), taken);
        return taken;
    }

    /** Takes a quarantined request again, which stays where it is. Whatever was stored before counts once. */
    Taken takeAgain(Source source, PlatformRequest request) {
        return store(source, request);
    }

    private Taken store(Source source, PlatformRequest request) {
        List<String> ignored = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        JsonNode body = body(request);
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        for (Mapped mapped : mapped(source, source.mapping(), request, body)) {
            switch (mapped) {
                case Mapped.Event event -> events.add(event.event());
                case Mapped.Ignored other -> ignored.add(other.reason());
                case Mapped.Unmappable bad -> unusable.add(reason(bad));
            }
            if (events.size() == Intake.most()) {
                settled.addAll(intake.takeMapped(source.clientId(), JSON.writeValueAsBytes(events)));
                events = JsonNodeFactory.instance.arrayNode();
            }
        }
        if (!events.isEmpty()) {
            settled.addAll(intake.takeMapped(source.clientId(), JSON.writeValueAsBytes(events)));
        }
        settled.stream().map(Settled::reason).filter(Objects::nonNull).forEach(unusable::add);
        return new Taken(body, settled, ignored, unusable);
    }

    /** What the mapping makes of a request; nothing is stored. */
    static List<Mapped> mapped(
            Source source, @Nullable Mapping mapping, PlatformRequest request, @Nullable JsonNode body) {
        if (mapping == null) {
            return List.of(
                    new Mapped.Unmappable("", "this release does not know the source's mapping: put the source again"));
        }
        byte[] claims = source.verifier().claims(request);
        if (body == null && claims == null) {
            return List.of(new Mapped.Unmappable("", "the body is no JSON"));
        }
        return mapping.map(
                new Request(
                        body, request.headers(), request.query(), request.path(), claims == null ? null : tree(claims)),
                source.settings());
    }

    /** Null if it is no JSON. */
    static @Nullable JsonNode body(PlatformRequest request) {
        return tree(request.body());
    }

    private static @Nullable JsonNode tree(byte[] json) {
        try {
            JsonNode tree = ExactJson.read(json);
            return tree.isMissingNode() ? null : tree;
        } catch (JacksonException e) {
            return null;
        }
    }

    static String reason(Mapped.Unmappable bad) {
        return bad.rule().isEmpty() ? bad.reason() : bad.rule() + ": " + bad.reason();
    }

    static String reason(List<String> unusable) {
        List<String> reasons = unusable.stream().distinct().toList();
        String first = String.join("; ", reasons.subList(0, Math.min(reasons.size(), MOST_REASONS)));
        int more = reasons.size() - MOST_REASONS;
        return more > 0 ? first + "; and " + more + " more" : first;
    }

    private void count(long sourceId, Taken taken) {
        taken.events().stream()
                .filter(event -> event.reason() == null)
                .forEach(event -> counts.add(
                        sourceId, event.status().equals("duplicate") ? Counted.DUPLICATE : Counted.ACCEPTED));
        taken.ignored().forEach(reason -> counts.add(sourceId, Counted.IGNORED, reason));
        taken.unusable().forEach(reason -> counts.add(sourceId, Counted.QUARANTINED, reason));
    }

    /** What a replay needs besides the body. */
    private static Origin origin(Source source, PlatformRequest request) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        kept.put("method", request.method());
        ArrayNode path = kept.putArray("path");
        request.path().forEach(path::add);
        ObjectNode query = kept.putObject("query");
        source.verifier().withoutSecrets(request.query()).forEach(query::put);
        ObjectNode headers = kept.putObject("headers");
        int length = 0;
        for (Map.Entry<String, String> header :
                new TreeMap<>(source.verifier().withoutSecrets(request.headers())).entrySet()) {
            length += header.getKey().length() + header.getValue().length();
            if (!NOT_KEPT.contains(header.getKey().toLowerCase(Locale.ROOT)) && length <= LONGEST_KEPT) {
                headers.put(header.getKey(), header.getValue());
            }
        }
        String address = request.path().isEmpty() && query.isEmpty() ? "" : path + "?" + query;
        return new Origin(source.version(), address, kept.toString());
    }

    /** The request as it is kept in quarantine. */
    static PlatformRequest request(QuarantinedInput kept) {
        Origin origin = kept.origin();
        JsonNode request = origin == null ? JsonNodeFactory.instance.objectNode() : JSON.readTree(origin.request());
        return new PlatformRequest(
                request.path("method").asString("POST"),
                request.path("path").valueStream().map(JsonNode::asString).toList(),
                strings(request.path("headers")),
                strings(request.path("query")),
                kept.content());
    }

    static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.properties()
                .forEach(one -> strings.put(one.getKey(), one.getValue().asString()));
        return strings;
    }
}
