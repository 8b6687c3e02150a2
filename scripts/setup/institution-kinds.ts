import { z } from 'zod'
import { isInstitutionId } from '../../lib/institutions/institution-id.ts'

// What more than one question asks of an institution, held to what INSTITUTIONS_FILE takes.
export const institutionIdKind = z
  .string()
  .refine(isInstitutionId)
  .describe('letters, digits and . _ ~ - only, and not "zero"')

export const institutionNameKind = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe('a name of at most 200 characters')
