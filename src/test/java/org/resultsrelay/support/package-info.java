/** What tests stand on: real servers, and peers that speak real HTTP. */
@NullMarked
package org.resultsrelay.support;

import org.jspecify.annotations.NullMarked;
