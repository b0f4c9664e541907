/** Alerts: which episodes are told of together, when, and what people did about them. */
@NullMarked
package org.resultsrelay.incidents.alert;

import org.jspecify.annotations.NullMarked;
