package dev.gatehouse.spi.message;

/** How a message travels. */
public enum Channel {
    EMAIL,
    SMS
}
