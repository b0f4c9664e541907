package org.resultsrelay.incidents.trouble;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.resultsrelay.incidents.trouble.Trouble.Closing;
import org.resultsrelay.incidents.trouble.Trouble.Opening;

/** What can go wrong for a while. What is said of each kind stands in the type of its findings. */
public enum TroubleKind {
    @JsonProperty("delivery")
    DELIVERY,
    @JsonProperty("freshness")
    FRESHNESS,
    @JsonProperty("malformed")
    MALFORMED,
    @JsonProperty("database")
    DATABASE,
    @JsonProperty("kafka")
    KAFKA,
    @JsonProperty("errors")
    ERRORS,
    @JsonProperty("silence")
    SILENCE;

    /** What is said of one or several that are over. */
    public Closing closing() {
        return switch (this) {
            case DELIVERY -> DeliveryFails.CLOSING;
            case FRESHNESS -> SummariesLate.CLOSING;
            case MALFORMED -> MalformedInput.CLOSING;
            case DATABASE -> DatabaseUnavailable.CLOSING;
            case KAFKA -> KafkaUnavailable.CLOSING;
            case ERRORS -> InternalErrors.CLOSING;
            case SILENCE -> PlatformSilent.CLOSING;
        };
    }

    /** What is said of several for the same cause in one message. There is one database, one Kafka, one relay: these come alone. */
    public Opening shared(String cause) {
        return switch (this) {
            case DELIVERY -> DeliveryFails.shared(cause);
            case FRESHNESS -> SummariesLate.SHARED;
            case MALFORMED -> MalformedInput.SHARED;
            case SILENCE -> PlatformSilent.SHARED;
            case DATABASE, KAFKA, ERRORS -> Opening.OF_THE_SAME;
        };
    }

    /** As the API, the metrics and the keys name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
