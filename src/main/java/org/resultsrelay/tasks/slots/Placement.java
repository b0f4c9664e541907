package org.resultsrelay.tasks.slots;

import java.util.ArrayList;
import java.util.List;

/** What the minutes of a quarter take of a run of positions, and how full they are then; pure. */
public record Placement(List<Share> shares, long placed, Loads loads) {

    public static Placement of(Loads before, long first, long count, long capacity, long ceiling) {
        List<Share> shares = new ArrayList<>();
        Loads loads = before;
        long placed = 0;
        for (Stretch stretch = Slots.next(loads, capacity, ceiling);
                stretch != null && placed < count;
                stretch = Slots.next(loads, capacity, ceiling)) {
            long some = Math.min(stretch.size(), count - placed);
            stretch.shares(first + placed, some).forEach(shares::add);
            loads = loads.plus(stretch, some);
            placed += some;
        }
        return new Placement(shares, placed, loads);
    }
}
