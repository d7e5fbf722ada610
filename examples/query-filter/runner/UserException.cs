// A failure the user can do something about: its message is all that is printed.

using System;

namespace QueryFilter;

internal class UserException(string message) : Exception(message);
