using ComposeServer.Log.Intake;
using ComposeServer.Streams.Models;

namespace ComposeServer.Streams.Documents.Rules;

/// <summary>An init event has <c>unique</c> where the model's account relation asks for it, and nowhere else (composedb.md 4.3).</summary>
static class UniqueFitsModel
{
    public static Refusal? Check(DocumentUnique? unique, AccountRelationKind kind) =>
        (kind, unique) switch
        {
            (AccountRelationKind.Single, not null) => Refuse(
                "ModelInstanceDocuments for models with SINGLE accountRelations must be created deterministically"
            ),
            (AccountRelationKind.Set, null) => Refuse(
                "ModelInstanceDocuments for models with SET accountRelations must be created with a unique field containing data "
                    + "from the fields providing the set semantics"
            ),
            (AccountRelationKind.List, null) => Refuse(
                "ModelInstanceDocuments for models with LIST accountRelations must be created with a unique field"
            ),
            _ => null,
        };

    static Refusal Refuse(string detail) => new(RefusalCode.InvalidHeader, detail);
}
