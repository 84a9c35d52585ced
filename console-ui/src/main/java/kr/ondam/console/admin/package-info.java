/// Lets administrators define tenants, users, channel accounts and queues, and see what was done.
@NullMarked
package kr.ondam.console.admin;

import org.jspecify.annotations.NullMarked;
