package dev.gatehouse.vendor.postgresql;

/**
 * What one piece of maintenance did.
 *
 * @param closed logins that were closed: no new session starts
 * @param dropped logins whose sessions were ended and which are gone
 */
public record LoginSweep(int closed, int dropped) {}
