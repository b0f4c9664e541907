package org.resultsrelay.notify;

/** A picture as a PNG file. */
public record Picture(byte[] png) {}
