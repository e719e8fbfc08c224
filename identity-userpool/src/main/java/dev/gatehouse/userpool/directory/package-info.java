/**
 * User pools and app clients that are made and changed at run time: {@link
 * dev.gatehouse.userpool.directory.UserPools} keeps their definitions in the {@link
 * dev.gatehouse.spi.store.SettingStore} and opens them.
 *
 * <p>A change takes effect on the node that made it at once, on every other one within {@code bound} (5 s by default).
 * An update names what it changes and leaves the rest, members of a newer version included. Pools that the application
 * configures in code are not stored here. A client's secrets are sealed for their pool, client and id.
 *
 * <table>
 * <caption>Refusals</caption>
 * <tr><th>code</th><th>when</th></tr>
 * <tr><td>{@code INVALID_PARAMETER}</td><td>{@code pool.name}, {@code pool.tags} (over 50), {@code pool.clients} (they
 * are not set here), {@code pool.compromised-passwords} (set on opening), {@code pool.attribute-type} (of an attribute
 * that there is), {@code pool.attributes}, {@code pool.attribute-exists}, {@code pool.size} (over 131,072 characters as
 * JSON, or a text that is not Unicode), {@code pool.deletion-protected}; {@code client.name}, {@code
 * client.readable-attributes}, {@code client.writable-attributes} (one that the pool has not), {@code
 * client.signing-algorithm}, {@code client.secret}, {@code client.secret-known}, {@code client.secrets}, {@code
 * client.last-secret}; {@code pool.} or {@code client.} and the name of a setting that is out of its bounds, such as
 * {@code pool.code-life}; {@code page.limit}, {@code page.token}</td></tr>
 * <tr><td>{@code RESOURCE_NOT_FOUND}</td><td>no such pool; with {@code client}, no such client in it; with {@code
 * client.secret}, no such secret</td></tr>
 * <tr><td>{@code LIMIT_EXCEEDED}</td><td>{@code pool.clients}, {@code client.secrets}</td></tr>
 * <tr><td>{@code CONCURRENT_MODIFICATION}</td><td>three lost races, or a client of a pool that was deleted
 * meanwhile</td></tr>
 * </table>
 */
@NullMarked
package dev.gatehouse.userpool.directory;

import org.jspecify.annotations.NullMarked;
