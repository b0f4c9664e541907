/** Stories told from outside: real HTTP in, real HTTP out. */
@NullMarked
package org.resultsrelay.scenarios;

import org.jspecify.annotations.NullMarked;
