/** How the relay starts and fares with a database that refuses it. */
@NullMarked
package org.resultsrelay.database;

import org.jspecify.annotations.NullMarked;
