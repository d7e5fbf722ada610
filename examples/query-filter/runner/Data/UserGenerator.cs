// Invents users: the same ones for the same seed.

using System.Globalization;
using System.Text;

namespace QueryFilter;

internal static class UserGenerator
{
    private static readonly string[] s_firstNames =
    [
        "Alice", "Amir", "Ana", "Andrea", "Aylin", "Ben", "Björn", "Carla", "Chen", "Dmitri", "Elena", "Emeka", "Fatima", "Felix", "Giulia",
        "Hana", "Hugo", "Ibrahim", "Ines", "Ivan", "Jana", "José", "Kenji", "Lars", "Lena", "Luca", "Mai", "Marta", "Mateo", "Mia", "Nadia",
        "Noah", "Nora", "Olga", "Omar", "Paula", "Pedro", "Priya", "Rania", "Raúl", "Sara", "Sofia", "Tariq", "Tomas", "Uma", "Vera", "Wei",
        "Yara", "Yusuf", "Zoë",
    ];

    private static readonly string[] s_lastNames =
    [
        "Abe", "Almeida", "Andersen", "Bakker", "Becker", "Bianchi", "Brown", "Castro", "Costa", "Demir", "Dubois", "Eriksen", "Fischer",
        "Fernandez", "Garcia", "Haddad", "Hansen", "Hoffmann", "Ivanova", "Jansen", "Johnson", "Kaya", "Kim", "Kowalski", "Kumar", "Larsen",
        "Lopez", "Mancini", "Martin", "Müller", "Nguyen", "Novak", "Okafor", "Olsen", "Petrov", "Rossi", "Sato", "Schmidt", "Silva", "Smith",
        "Sørensen", "Tanaka", "Taylor", "Torres", "Vogel", "Wagner", "Wang", "Weber", "Yılmaz", "Zhang",
    ];

    private static readonly string[] s_streets =
        ["Abbey Road", "Bahnhofstrasse", "Calle Mayor", "Main Street", "Mill Lane", "Oak Avenue", "Rue de la Paix", "Station Road", "Via Roma", "Wilhelmstrasse"];

    private static readonly (string City, string Region, string Country, string Language, string Zone, string Dial)[] s_places =
    [
        ("Berlin", "Brandenburg", "DE", "de-DE", "Europe/Berlin", "+49"), ("Hamburg", "Hamburg", "DE", "de-DE", "Europe/Berlin", "+49"),
        ("Munich", "Bavaria", "DE", "de-DE", "Europe/Berlin", "+49"), ("Vienna", "Vienna", "AT", "de-AT", "Europe/Vienna", "+43"),
        ("Zurich", "Zurich", "CH", "de-CH", "Europe/Zurich", "+41"), ("Geneva", "Geneva", "CH", "fr-CH", "Europe/Zurich", "+41"),
        ("Paris", "Île-de-France", "FR", "fr-FR", "Europe/Paris", "+33"), ("Lyon", "Auvergne-Rhône-Alpes", "FR", "fr-FR", "Europe/Paris", "+33"),
        ("Madrid", "Madrid", "ES", "es-ES", "Europe/Madrid", "+34"), ("Barcelona", "Catalonia", "ES", "ca-ES", "Europe/Madrid", "+34"),
        ("Lisbon", "Lisboa", "PT", "pt-PT", "Europe/Lisbon", "+351"), ("Rome", "Lazio", "IT", "it-IT", "Europe/Rome", "+39"),
        ("Milan", "Lombardy", "IT", "it-IT", "Europe/Rome", "+39"), ("London", "Greater London", "GB", "en-GB", "Europe/London", "+44"),
        ("Leeds", "West Yorkshire", "GB", "en-GB", "Europe/London", "+44"), ("Dublin", "Leinster", "IE", "en-IE", "Europe/Dublin", "+353"),
        ("Oslo", "Østlandet", "NO", "nb-NO", "Europe/Oslo", "+47"), ("Copenhagen", "Hovedstaden", "DK", "da-DK", "Europe/Copenhagen", "+45"),
        ("Warsaw", "Mazovia", "PL", "pl-PL", "Europe/Warsaw", "+48"), ("Istanbul", "Marmara", "TR", "tr-TR", "Europe/Istanbul", "+90"),
        ("New York", "New York", "US", "en-US", "America/New_York", "+1"), ("San Francisco", "California", "US", "en-US", "America/Los_Angeles", "+1"),
        ("Austin", "Texas", "US", "en-US", "America/Chicago", "+1"), ("Toronto", "Ontario", "CA", "en-CA", "America/Toronto", "+1"),
        ("São Paulo", "São Paulo", "BR", "pt-BR", "America/Sao_Paulo", "+55"), ("Tokyo", "Kantō", "JP", "ja-JP", "Asia/Tokyo", "+81"),
        ("Seoul", "Seoul", "KR", "ko-KR", "Asia/Seoul", "+82"), ("Mumbai", "Maharashtra", "IN", "hi-IN", "Asia/Kolkata", "+91"),
        ("Lagos", "Lagos", "NG", "en-NG", "Africa/Lagos", "+234"), ("Sydney", "New South Wales", "AU", "en-AU", "Australia/Sydney", "+61"),
    ];

    private static readonly string[] s_companyNames =
        ["Acorn", "Blue Harbour", "Cobalt", "Delta", "Evergreen", "Falcon", "Granite", "Helio", "Iris", "Juniper", "Kestrel", "Lumen", "Meridian", "Nimbus", "Orchid"];

    private static readonly string[] s_companyForms = ["AG", "GmbH", "Inc.", "Labs", "Ltd.", "Logistics", "Partners", "Systems"];

    private static readonly string[] s_departments =
        ["Accounting", "Customer Support", "Design", "Engineering", "Human Resources", "Legal", "Marketing", "Operations", "Research", "Sales"];

    private static readonly string[] s_ranks = ["Junior", "Senior", "Lead", "Principal", "Head of", "Assistant", "Chief", "Associate"];

    private static readonly string[] s_jobs =
        ["Accountant", "Analyst", "Architect", "Consultant", "Designer", "Developer", "Engineer", "Manager", "Recruiter", "Researcher"];

    private static readonly string[] s_plans = ["free", "free", "free", "starter", "starter", "team", "business", "enterprise"];

    private static readonly string[] s_statuses = ["active", "active", "active", "active", "active", "active", "active", "trial", "suspended", "closed"];

    private static readonly string[] s_mailHosts = ["example.com", "example.net", "example.org", "mail.example.com", "post.example.org"];

    private static readonly string[] s_referrers =
        ["https://search.example/?q=jit", "https://news.example/item", "newsletter-spring", "newsletter-autumn", "partner:acorn", "partner:lumen", "direct", ""];

    private static readonly string[] s_browsers = ["Firefox", "Chrome", "Safari", "Edge", "Opera"];

    private static readonly string[] s_notes =
    [
        "", "", "", "asked for an invoice in April", "called twice about the price list", "do not call before noon", "likes the mobile app",
        "met at the conference in Lisbon", "payment reminder sent", "prefers mail over phone", "reported a bug in the export", "wants a refund",
    ];

    public static UserTable Generate(int count, ulong seed)
    {
        var random = new SplitMix(seed);
        var table = new UserTable();
        for (int i = 0; i < count; i++)
        {
            Fill(ref table.Add(), table, ref random, i);
        }

        return table;
    }

    private static void Fill(ref User user, UserTable table, ref SplitMix random, int number)
    {
        string first = random.Pick(s_firstNames);
        string last = random.Pick(s_lastNames);
        var place = s_places[random.Below(s_places.Length)];
        user.FirstName = Store(table, first);
        user.LastName = Store(table, last);
        user.Email = Store(table, $"{first}.{last}{number % 1000}@{random.Pick(s_mailHosts)}".ToLowerInvariant());
        user.Phone = Store(table, $"{place.Dial} {random.Below(900) + 100} {random.Below(9000000) + 1000000}");
        user.Street = Store(table, $"{random.Pick(s_streets)} {random.Below(200) + 1}");
        user.City = Store(table, place.City);
        user.Region = Store(table, place.Region);
        user.PostalCode = Store(table, random.Below(100000).ToString("D5", CultureInfo.InvariantCulture));
        user.Country = Store(table, place.Country);
        user.Company = Store(table, $"{random.Pick(s_companyNames)} {random.Pick(s_companyForms)}");
        user.Department = Store(table, random.Pick(s_departments));
        user.JobTitle = Store(table, $"{random.Pick(s_ranks)} {random.Pick(s_jobs)}");
        user.Language = Store(table, place.Language);
        user.TimeZone = Store(table, place.Zone);
        user.Plan = Store(table, random.Pick(s_plans));
        user.Status = Store(table, random.Pick(s_statuses));
        user.Referrer = Store(table, random.Pick(s_referrers));
        user.Browser = Store(table, $"{random.Pick(s_browsers)}/{random.Below(40) + 100}.0");
        user.LastSeen = Store(table, $"{2023 + random.Below(3)}-{random.Below(12) + 1:D2}-{random.Below(28) + 1:D2}");
        user.Notes = Store(table, random.Pick(s_notes));
        user.Age = 18 + random.Below(60);
        user.Logins = random.Below(10) * random.Below(100);
    }

    private static Text Store(UserTable table, string text) => table.Store(Encoding.UTF8.GetBytes(text));
}
