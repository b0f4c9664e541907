package org.resultsrelay.notify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.resultsrelay.notify.Notifier.OutboundMessage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** A channel that does what the test says, and otherwise delivers. */
class ScriptedChannel implements Notifier {

    final List<String> got = new ArrayList<>();
    private final String name;
    private final boolean edits;
    private final Deque<Supplier<SendOutcome>> script = new ArrayDeque<>();
    private List<Throttle> throttles = List.of();
    private boolean away;

    ScriptedChannel(String name, boolean edits) {
        this.name = name;
        this.edits = edits;
    }

    /** These in their order, as a relay's channels. */
    static ObjectProvider<Notifier> inOrder(Notifier... channels) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (Notifier channel : channels) {
            beans.addBean(channel.channel(), channel);
        }
        return beans.getBeanProvider(Notifier.class);
    }

    void isAway(boolean now) {
        away = now;
    }

    void takesNoMoreThan(Throttle... rules) {
        throttles = List.of(rules);
    }

    void does(SendOutcome once) {
        script.add(() -> once);
    }

    /** Delivers, and then this happens before anybody can store that. */
    void deliversAnd(Runnable mishap) {
        script.add(() -> {
            mishap.run();
            return new Delivered(name + "/" + got.size());
        });
    }

    @Override
    public String channel() {
        return name;
    }

    @Override
    public List<Throttle> throttles(String destination) {
        return throttles;
    }

    @Override
    public boolean edits() {
        return edits;
    }

    @Override
    public SendOutcome send(OutboundMessage outbound) {
        Supplier<SendOutcome> scripted = script.poll();
        if (scripted == null && away) {
            return new NotDelivered("away", false);
        }
        SendOutcome sent = scripted == null ? new Delivered(name + "/" + (got.size() + 1)) : scripted.get();
        if (sent instanceof Delivered) {
            got.add(outbound.content().text());
        }
        return sent;
    }
}
