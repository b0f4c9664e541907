/** Rules, converters and presets, without any server. */
@NullMarked
package org.resultsrelay.sources.mapping;

import org.jspecify.annotations.NullMarked;
