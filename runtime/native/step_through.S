/* step_through.S - debug information that makes lldb's `step` go through thunks and resolver into bodies.
 *
 * lldb steps out of code that has no lines, and through code of line 0, unless a function has nothing
 * else: so there is an instruction of line 1 that never runs behind the resolver, and each thunk has
 * two entries. The sections are stripped with no others: the build renames them to .debug_* in the end. */
#include "thunk_pool.h"

	.section .note.GNU-stack, "", @progbits

	.section .autojit_debug_abbrev, "", @progbits
.Labbreviations:
	.uleb128 1, 0x11    /* DW_TAG_compile_unit */
	.byte 0             /* no children */
	.uleb128 0x03, 0x08 /* DW_AT_name, DW_FORM_string */
	.uleb128 0x13, 0x05 /* DW_AT_language, DW_FORM_data2 */
	.uleb128 0x10, 0x17 /* DW_AT_stmt_list, DW_FORM_sec_offset */
	.uleb128 0x11, 0x01 /* DW_AT_low_pc, DW_FORM_addr */
	.uleb128 0x12, 0x01 /* DW_AT_high_pc, DW_FORM_addr */
	.uleb128 0, 0, 0

	/* A compile unit for the code from \begin to \end; what follows is its line program up to
	 * end_lines, beginning in line 0. */
	.macro begin_lines begin, end
	.section .autojit_debug_info, "", @progbits
	.long 2f - 1f
1:	.short 4            /* version of DWARF */
	.long .Labbreviations
	.byte 8             /* size of an address */
	.uleb128 1
	.asciz "<autojit>"
	.short 0x8001       /* DW_LANG_Mips_Assembler */
	.long 3f
	.quad \begin, \end
2:
	.section .autojit_debug_line, "", @progbits
3:	.long 7f - 4f
4:	.short 4            /* version */
	.long 6f - 5f
5:	.byte 1, 1, 1, 0, 1 /* sizes of instructions, is_stmt, line_base, line_range */
	.byte 10, 0, 1, 1, 1, 1, 0, 0, 0, 1 /* opcode_base, operands of each standard opcode */
	.byte 0             /* no directories */
	.asciz "<autojit>"
	.uleb128 0, 0, 0
	.byte 0
6:	.byte 0, 9, 2       /* DW_LNE_set_address */
	.quad \begin
	.byte 3             /* DW_LNS_advance_line */
	.sleb128 -1
	.byte 1             /* DW_LNS_copy */
	.endm

	/* A further entry \bytes after the last one, in its line: a special opcode. */
	.macro next bytes
	.byte 10 + \bytes
	.endm

	.macro end_lines
	.byte 0, 1, 1       /* DW_LNE_end_sequence */
7:
	.endm

	begin_lines __autojit_resolve, autojit_resolve_end
	.byte 0, 9, 2
	.quad autojit_resolve_end - 2 /* the ud2 */
	.byte 3
	.sleb128 1
	.byte 1
	next 2
	end_lines

	begin_lines autojit_pool_thunks, autojit_pool_end
	.rept AUTOJIT_POOL_THUNKS
	next AUTOJIT_THUNK_LAZY_ENTRY
	next (AUTOJIT_POOL_THUNK_SIZE - AUTOJIT_THUNK_LAZY_ENTRY)
	.endr
	end_lines
