/** The server at work: one port for the wire protocols, the issuers, the S3-compatible store, health and metrics. */
@NullMarked
package dev.gatehouse.examples.server.serve;

import org.jspecify.annotations.NullMarked;
