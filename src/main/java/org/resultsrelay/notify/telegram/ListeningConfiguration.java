package org.resultsrelay.notify.telegram;

import org.resultsrelay.notify.ConditionalOnNonBlankProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What listens to the chats, where a bot is set and may be spoken to. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnNonBlankProperty("relay.telegram.bot-token")
@ConditionalOnBooleanProperty(name = "relay.telegram.two-way", matchIfMissing = true)
@Import({PollerLease.class, Updates.class, UpdateProcessing.class, TelegramUpdates.class, Menu.class, Poller.class})
class ListeningConfiguration {}
