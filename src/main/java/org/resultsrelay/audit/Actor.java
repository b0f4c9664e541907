package org.resultsrelay.audit;

import org.resultsrelay.access.Caller;

/** Who does something: {@code name} as people know it; {@code origin} is an address or a chat. */
public record Actor(String name, Via via, String origin) {

    public enum Via {
        API,
        CHAT,
        RELAY
    }

    /** A caller of the API, at this address. */
    public static Actor of(Caller caller, String address) {
        return new Actor("token " + caller.tokenId() + " (" + caller.name() + ")", Via.API, address);
    }
}
