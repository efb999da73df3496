namespace ComposeServer.Log.Intake;

/// <summary>Every reason for which an event can be refused. Words are public and never change.</summary>
public static class RefusalCode
{
    /// <summary>Bytes that are not the block they claim to be: not DAG-CBOR, not DAG-JOSE, or missing a required member.</summary>
    public const string Malformed = "MALFORMED_EVENT";

    /// <summary>A block's bytes do not hash to its CID, or an envelope links another payload.</summary>
    public const string CidMismatch = "CID_MISMATCH";

    /// <summary>A block or an event exceeds a size limit.</summary>
    public const string TooLarge = "TOO_LARGE";

    /// <summary>No family knows this kind of log.</summary>
    public const string UnknownFamily = "UNKNOWN_STREAM_TYPE";

    /// <summary>The event names another log than the one it was sent to.</summary>
    public const string WrongStream = "WRONG_STREAM";

    /// <summary>The log's init event is not here.</summary>
    public const string UnknownStream = "STREAM_NOT_FOUND";

    /// <summary>An event that must be signed is not.</summary>
    public const string Unsigned = "SIGNATURE_REQUIRED";

    /// <summary>The signature does not verify.</summary>
    public const string InvalidSignature = "INVALID_SIGNATURE";

    /// <summary>Header of an init event breaks a rule (controllers, model, unique, context).</summary>
    public const string InvalidHeader = "INVALID_HEADER";

    /// <summary>The model is not known here.</summary>
    public const string UnknownModel = "MODEL_NOT_FOUND";

    /// <summary>A model definition breaks a rule.</summary>
    public const string InvalidModel = "INVALID_MODEL";

    /// <summary>Content does not satisfy the model's JSON Schema.</summary>
    public const string SchemaViolation = "SCHEMA_VIOLATION";

    /// <summary>The commit that a tile names as its JSON Schema is not known here.</summary>
    public const string UnknownSchema = "SCHEMA_NOT_FOUND";

    /// <summary>The account's proof in a commit of a CAIP-10 link does not hold, is too old, or is another account's.</summary>
    public const string InvalidLinkProof = "INVALID_LINK_PROOF";

    /// <summary>Proofs of this kind are not checked here: another chain, an older version, a contract wallet.</summary>
    public const string UnsupportedLinkProof = "UNSUPPORTED_LINK_PROOF";

    /// <summary>A relation points to what it may not.</summary>
    public const string InvalidRelation = "INVALID_RELATION";

    /// <summary>A field that may not change was changed.</summary>
    public const string ImmutableField = "IMMUTABLE_FIELD";

    /// <summary>Content does not match the document's unique key.</summary>
    public const string UniqueMismatch = "UNIQUE_MISMATCH";

    /// <summary>The patch is not one, or cannot be applied.</summary>
    public const string InvalidPatch = "INVALID_PATCH";

    /// <summary>The event builds on an entry that is no longer the tip.</summary>
    public const string Stale = "CONFLICT";

    /// <summary>The event belongs to a losing branch.</summary>
    public const string LostConflict = "CONFLICT_LOST";

    /// <summary>As many events as are allowed build on the same one already.</summary>
    public const string TooManyForks = "TOO_MANY_FORKS";

    /// <summary>The event was erased here and does not come back.</summary>
    public const string Erased = "ERASED";

    /// <summary>The log takes no such event (a model is final, a kind is not supported).</summary>
    public const string NotAllowed = "NOT_ALLOWED";

    /// <summary>The event builds on one that is not here.</summary>
    public const string MissingPrev = "MISSING_PREV";

    /// <summary>A time event's proof does not hold.</summary>
    public const string InvalidProof = "INVALID_PROOF";

    /// <summary>The database cannot hold these values.</summary>
    public const string Unstorable = "UNSTORABLE";

    /// <summary>The intake is full; try again after a moment.</summary>
    public const string Overloaded = "OVERLOADED";

    /// <summary>The caller, the author or the model has used up its share of writes; try again after a moment.</summary>
    public const string RateLimited = "RATE_LIMITED";
}
