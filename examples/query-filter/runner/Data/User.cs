// A row of the table. The Rust side, in the same order: shared/src/user.rs.

using System.Runtime.InteropServices;

namespace QueryFilter;

[StructLayout(LayoutKind.Sequential)]
internal struct User
{
    public Text FirstName;
    public Text LastName;
    public Text Email;
    public Text Phone;
    public Text Street;
    public Text City;
    public Text Region;
    public Text PostalCode;
    public Text Country;
    public Text Company;
    public Text Department;
    public Text JobTitle;
    public Text Language;
    public Text TimeZone;
    public Text Plan;
    public Text Status;
    public Text Referrer;
    public Text Browser;
    public Text LastSeen;
    public Text Notes;
    public long Age;
    public long Logins;
}
