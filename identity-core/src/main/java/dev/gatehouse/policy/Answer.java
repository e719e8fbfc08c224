package dev.gatehouse.policy;

/** What can be said of requests before all of their context is known. */
public enum Answer {
    /** Allowed, whatever the open part of the context will be. */
    ALLOWED,
    /** Denied, whatever the open part of the context will be. */
    DENIED,
    /** The open part of the context decides, or only some of the requests that were asked about are allowed. */
    CONDITIONAL
}
