package org.resultsrelay.tasks.slots;

/** What one minute takes: the positions {@code first}, {@code first + step} …, {@code size} of them. */
public record Share(int minute, long first, long step, long size) {}
