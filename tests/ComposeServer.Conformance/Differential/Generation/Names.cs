using System.Globalization;

namespace ComposeServer.Conformance.Differential.Generation;

/// <summary>Names as people choose them, acronyms and small letters among them; each is given once.</summary>
/// <param name="chance">Which ones.</param>
/// <param name="taken">Names of another text, which are not given: not even with other capitals, for what is embedded gets some.</param>
sealed class Names(Chance chance, IEnumerable<string> taken)
{
    static readonly string[] ForTypes =
    [
        "Note",
        "URLBookmark",
        "note",
        "Web3Profile",
        "user_profile",
        "HTTP2Server",
        "iPhone",
        "A",
        "BlogPost",
        "NFT",
        "SocialGRAPH",
        "_Hidden",
        "Comment_",
        "x1y2",
        "JSONApiV2",
        "Person",
        "LongNameOfAModelThatGoesOnAndOn",
        "ABCd",
        "aB",
        "Status2",
        "Place",
        "Media",
        "queryLog",
    ];

    static readonly string[] ForFields =
    [
        "title",
        "createdAt",
        "URL",
        "some_name",
        "a1",
        "kind",
        "value",
        "_private",
        "isIt",
        "Upper",
        "x",
        "longFieldNameThatGoesOnAndOn",
        "nftID",
        "type",
        "input",
        "on",
        "true1",
        "text2Text",
        "HTTPCode",
        "name",
        "description",
        "interface",
    ];

    readonly HashSet<string> _foreign = new(taken, StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string NextType() => Next(ForTypes);

    /// <summary>A name that no other field of the text has, so that types may be given each other's fields.</summary>
    public string NextField() => Next(ForFields);

    string Next(string[] pool)
    {
        for (var round = 0; ; round++)
        {
            var name = chance.Of(pool);
            if (round > 2)
                name += chance.Below(100).ToString(CultureInfo.InvariantCulture);
            if (!_foreign.Contains(name) && _taken.Add(name))
                return name;
        }
    }
}
