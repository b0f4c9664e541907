package org.resultsrelay.incidents.trouble;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.resultsrelay.incidents.trouble.Trouble.Closing;
import org.resultsrelay.incidents.trouble.Trouble.Opening;

/** The kinds of trouble. The texts of each kind stand in its record. */
public enum TroubleKind {
    DELIVERY,
    FRESHNESS,
    MALFORMED,
    DATABASE,
    KAFKA,
    ERRORS,
    SILENCE;

    /** The text when one or several incidents are over. */
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

    /** The text about several incidents of the same cause. The database, Kafka and the relay never have several. */
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
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
