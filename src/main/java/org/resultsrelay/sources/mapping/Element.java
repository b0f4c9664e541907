package org.resultsrelay.sources.mapping;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One element of a request while it is mapped: where it stands, and the settings for its test once that is known. */
record Element(
        Request request, @Nullable JsonNode item, String pointer, Settings settings, Settings.@Nullable Test test) {

    Element withTest(String id) {
        return new Element(request, item, pointer, settings, settings.tests().get(id));
    }

    /** The pointer from the whole request's view. */
    String absolute(Place place) {
        return place.root() == Place.Root.ITEM ? pointer + place.rest() : place.pointer();
    }
}
