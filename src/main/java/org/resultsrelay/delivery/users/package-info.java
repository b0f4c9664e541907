/** The users' API: where a user's delivery stands and why, what happened to it, and how it is held, released or tried again. */
@NullMarked
package org.resultsrelay.delivery.users;

import org.jspecify.annotations.NullMarked;
