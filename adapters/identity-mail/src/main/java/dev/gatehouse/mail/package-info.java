/**
 * E-mail for user pools.
 *
 * <p>{@link dev.gatehouse.mail.EmlFolderSender} writes each message as one {@code .eml} file (RFC 5322) into a folder: for development, for
 * tests, and for machines whose mail server takes its work from a drop folder. {@link dev.gatehouse.mail.MessageTexts} decides subject
 * and text; the built-in ones are plain English without links.
 *
 * <p>A message is sent at least once. The same message written twice lands in the same file.
 */
@NullMarked
package dev.gatehouse.mail;

import org.jspecify.annotations.NullMarked;
