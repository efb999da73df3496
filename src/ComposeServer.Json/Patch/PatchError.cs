namespace ComposeServer.Json.Patch;

/// <summary>Why a patch was not read or not applied.</summary>
/// <param name="Code">Stable word of <see cref="PatchErrorCode"/>.</param>
/// <param name="Detail">Text for people.</param>
/// <param name="Operation">Index of the operation at fault; null when it is the patch as a whole.</param>
public sealed record PatchError(string Code, string Detail, int? Operation = null);

/// <summary>The words of <see cref="PatchError.Code"/>; they never change.</summary>
public static class PatchErrorCode
{
    /// <summary>The patch is not a list.</summary>
    public const string NotAList = "PATCH_NOT_A_LIST";

    /// <summary>An operation is not an object, has an unknown <c>op</c>, or lacks <c>path</c>, <c>from</c> or <c>value</c>.</summary>
    public const string InvalidOperation = "PATCH_INVALID_OPERATION";

    /// <summary>A path is not a JSON pointer, or names <c>__proto__</c> or <c>constructor/prototype</c>.</summary>
    public const string InvalidPath = "PATCH_INVALID_PATH";

    /// <summary>A path leads through or to a value that is not there.</summary>
    public const string PathNotFound = "PATCH_PATH_NOT_FOUND";

    /// <summary>A list index is not a number, or beyond the end.</summary>
    public const string InvalidIndex = "PATCH_INVALID_INDEX";

    /// <summary>A <c>move</c> into the moved value itself.</summary>
    public const string MoveIntoItself = "PATCH_MOVE_INTO_ITSELF";

    /// <summary>A <c>test</c> found another value.</summary>
    public const string TestFailed = "PATCH_TEST_FAILED";

    /// <summary>More operations than <see cref="PatchLimits.OperationsMax"/>.</summary>
    public const string TooManyOperations = "PATCH_TOO_MANY_OPERATIONS";

    /// <summary>A path with more segments than <see cref="PatchLimits.PathDepthMax"/>.</summary>
    public const string PathTooDeep = "PATCH_PATH_TOO_DEEP";

    /// <summary>The document would exceed <see cref="PatchLimits.SizeBytesMax"/>.</summary>
    public const string ResultTooLarge = "PATCH_RESULT_TOO_LARGE";

    /// <summary>The document would exceed <see cref="PatchLimits.DepthMax"/>.</summary>
    public const string ResultTooDeep = "PATCH_RESULT_TOO_DEEP";

    /// <summary>The operations together exceed <see cref="PatchLimits.ElementMovesMax"/> or <see cref="PatchLimits.SegmentsMax"/>.</summary>
    public const string TooCostly = "PATCH_TOO_COSTLY";
}
