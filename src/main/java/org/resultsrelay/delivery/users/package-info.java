/**
 * The users' API: the state of a user's delivery and the reason, its history, and holding, releasing or retrying it.
 */
@NullMarked
package org.resultsrelay.delivery.users;

import org.jspecify.annotations.NullMarked;
