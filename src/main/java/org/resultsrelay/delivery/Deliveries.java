package org.resultsrelay.delivery;

import java.util.List;
import org.springframework.stereotype.Component;

/** What other modules may ask of the deliveries. */
@Component
public class Deliveries {

    private final StandingQuery standing;

    Deliveries(StandingQuery standing) {
        this.standing = standing;
    }

    /** Client companies whose pushes fail beyond a hiccup; a client leaves the list when its last such user is delivered. */
    public List<Trouble> troubles() {
        return standing.troubles();
    }
}
