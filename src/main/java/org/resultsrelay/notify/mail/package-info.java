/** The channel by e-mail, through the SMTP server of the settings {@code spring.mail}. */
@NullMarked
package org.resultsrelay.notify.mail;

import org.jspecify.annotations.NullMarked;
