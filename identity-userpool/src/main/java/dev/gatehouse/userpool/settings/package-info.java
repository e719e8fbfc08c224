/** What an application decides about a user pool and its app clients. Every setting can change later. */
@NullMarked
package dev.gatehouse.userpool.settings;

import org.jspecify.annotations.NullMarked;
