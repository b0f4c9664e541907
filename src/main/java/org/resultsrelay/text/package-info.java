/**
 * How messages format times, durations, numbers and text from outside, and which text the relay accepts from people.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.resultsrelay.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
